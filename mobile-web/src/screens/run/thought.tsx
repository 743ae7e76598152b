// What a coding agent thought: one line that says so, and what it is about now; the whole when it is opened.

import type { JSX } from "preact";
import { Prose } from "../../parts/markdown/prose.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { screenWords } from "../../words/screen-words.ts";
import { sayProse } from "./say-prose.ts";
import { thoughtTitle } from "./thought-title.ts";
import { type Opened, useOpened } from "./use-opened.ts";

interface Given {
  readonly text: string;
  readonly live: boolean;
  readonly name: string;
  readonly opened: Opened;
}

export function Thought({ text, live, name, opened }: Given): JSX.Element {
  const [open, setOpen] = useOpened(opened, name, false);
  const title = thoughtTitle(text);
  return (
    <section class="thought" data-testid="thought">
      <button
        type="button"
        class="thought-line"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>{live ? screenWords.run.thinking : screenWords.run.thought}</span>
        {title !== "" && (
          <span class="thought-title one-line">
            <UntrustedText text={title} strictness="prose" />
          </span>
        )}
      </button>
      {open && <Prose text={text} say={sayProse} />}
    </section>
  );
}
