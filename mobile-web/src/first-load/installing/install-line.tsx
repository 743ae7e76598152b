// Said after a pairing, at the end of the first page: how to have the app on the home screen. Until somebody has read
// it, and then never again.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { installingWords as say } from "../../words/installing-words.ts";
import { keepPreference, preference } from "../preferences.ts";
import { InstallWays } from "./install-ways.tsx";
import { isStandalone } from "./install-standing.ts";

export function InstallLine(): JSX.Element | null {
  const [isRead, setRead] = useState(() => preference("installing") !== undefined);
  if (isRead || isStandalone()) return null;
  const read = () => {
    keepPreference("installing", "read");
    setRead(true);
  };
  return (
    <section class="section stack-tight" aria-labelledby="installing" data-testid="install-line">
      <h2 id="installing">{say.title}</h2>
      <p>{say.why}</p>
      <InstallWays />
      <Button look="quiet" testId="install-read" onPress={read}>
        {say.read}
      </Button>
    </section>
  );
}
