// A part of the app did not come: said by the part that did, since every other page might be what is missing.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Glyph } from "../parts/glyph.tsx";
import { words } from "../words/words.ts";
import { reloadApp } from "./new-version.ts";

export function Incomplete(): JSX.Element {
  return (
    <main class="page plain-page" data-testid="incomplete">
      <div class="failure" role="alert">
        <Glyph name="failed" />
        <h1 class="failure-title">{words.app.incomplete}</h1>
        <p class="failure-todo">{words.app.incompleteTodo}</p>
      </div>
      <Button look="main" onPress={() => void reloadApp()}>
        {words.app.reload}
      </Button>
    </main>
  );
}
