// A run that was asked for here and that its machine does not show yet. One that was refused can be edited and tried
// again: what was written for it is still there.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { RunRequest } from "../state/commands.ts";
import { runWords } from "../words/run-words.ts";
import { words } from "../words/words.ts";
import { Held } from "./held.tsx";
import type { Phone } from "./phone-store.ts";
import { go } from "./route.ts";
import { WhyNot } from "./why-not.tsx";

interface RequestGiven {
  readonly phone: Phone;
  readonly request: RunRequest;
}

export function RequestRow({ phone, request }: RequestGiven): JSX.Element {
  const { progress, prompt, waiting } = request;
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
              {failed && words.app.colon}
              {failed && <WhyNot {...request} />}
            </span>
          )}
          {failed && <AfterRefusal phone={phone} request={request} />}
        </span>
      </div>
    </li>
  );
}

function AfterRefusal({ phone, request }: RequestGiven): JSX.Element {
  const { machine, port, state } = phone;
  const { command, prompt, inSession } = request;
  const edit = () => {
    port.takeBack(command);
    // What was begun since stays, behind it.
    const begun = state.peek().drafts.get(machine)?.trim() ?? "";
    if (begun !== prompt) port.keepDraft(machine, begun === "" ? prompt : `${prompt}\n\n${begun}`);
    go({ page: "new-run", machine });
  };
  return (
    <span class="held-answers">
      <Button testId="drop-request" onPress={() => port.takeBack(command)}>
        {runWords.composer.remove}
      </Button>
      {!inSession && (
        <Button testId="edit-request" onPress={edit}>
          {runWords.composer.edit}
        </Button>
      )}
    </span>
  );
}
