// The line to the agent. Return is a new line; Send always sends, also while the agent works: what it does
// with it is its business, and said by its fate. A draft survives leaving the page.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import type { EndFollower } from "../../parts/windowed/end-follower.ts";
import type { Key } from "../../state/identifiers.ts";
import type { Run } from "../../state/inbox.ts";
import { screenWords } from "../../words/screen-words.ts";

const drafts = new Map<Key, string>();

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly end: EndFollower;
  readonly children: ComponentChildren;
}

export function Composer({ phone, run, end, children }: Given): JSX.Element {
  const [text, setText] = useState(drafts.get(run.key) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => fitHeight(field.current), [text]);
  const change = (next: string) => {
    drafts.set(run.key, next);
    setText(next);
  };
  const send = () => {
    phone.port.prompt(run.id, text.trim());
    change("");
    end.jump();
  };
  const barred = whyBarred(phone);
  const tooLong = new TextEncoder().encode(text).length > promptBytesMax;
  return (
    <footer class="composer">
      {children}
      {barred !== undefined && <p class="note">{barred}</p>}
      {tooLong && <p class="note">{screenWords.composer.tooLong}</p>}
      <div class="composer-row">
        <textarea
          ref={field}
          class="input"
          data-testid="composer"
          aria-label={screenWords.composer.label(run.driver)}
          placeholder={screenWords.composer.label(run.driver)}
          rows={1}
          value={text}
          disabled={barred !== undefined}
          onInput={(event) => change(event.currentTarget.value)}
        />
        <Button
          look="main"
          testId="send"
          disabled={barred !== undefined || tooLong || text.trim() === ""}
          onPress={send}
        >
          {screenWords.composer.send}
        </Button>
      </div>
    </footer>
  );
}

function whyBarred(phone: Phone): string | undefined {
  const { machine } = phone.state.value;
  if (machine?.updateRequired === true) return screenWords.composer.update;
  return machine?.role === "viewer" ? screenWords.composer.viewer : undefined;
}

/** Not every engine grows a field with its text by itself. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
