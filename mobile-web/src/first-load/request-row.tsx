// A run that was asked for here and that its machine does not show yet.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { RunRequest } from "../state/commands.ts";
import { runWords } from "../words/run-words.ts";
import { words } from "../words/words.ts";
import { Held } from "./held.tsx";
import type { Phone } from "./phone-store.ts";

interface RequestGiven {
  readonly phone: Phone;
  readonly request: RunRequest;
}

export function RequestRow({ phone, request }: RequestGiven): JSX.Element {
  const { progress, code, prompt, waiting } = request;
  const failed = progress === "failed";
  return (
    <li class="row">
      <div class="row-link">
        <Glyph name={failed ? "failed" : progress === "indeterminate" ? "unclear" : "idle"} />
        <span>
          <span class="row-title">
            <UntrustedText text={prompt} strictness="prose" />
          </span>
          {waiting?.for === "a-word" ? (
            <Held phone={phone} fate={request} what="command" />
          ) : (
            <span class="row-about">
              {runWords.requested[progress]}
              {failed && words.app.colon + runWords.outcomes[code ?? "unknown"]}
            </span>
          )}
        </span>
      </div>
    </li>
  );
}
