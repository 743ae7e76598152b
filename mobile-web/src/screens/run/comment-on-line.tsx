// A line of a diff is chosen, and goes into what is written to the run: file, number and text, and the words after
// them, which alone are one's own: nothing of the line leaves its quotation, or hides in it. Lines are the choices of a
// group, so that keys and what is read aloud are the browser's own.

import { Button } from "../../parts/button.tsx";
import { type DrawLine, drawLine } from "../../parts/diff-view.tsx";
import { Quoting } from "../../parts/quoting.tsx";
import { diffLines } from "../../parts/unified-diff.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { runWords } from "../../words/run-words.ts";
import type { Draft } from "./draft.ts";
import { placesInDiff } from "./places-in-diff.ts";
import { spellOut } from "./spell-out.ts";

interface Given {
  readonly diff: string;
  readonly title: string;
  /** Of the group. */
  readonly name: string;
  /** The line's index; of what is no line of a file, the next after it. */
  readonly chosen: number;
  readonly draft: Draft;
  readonly end: () => void;
}

export function commentOnLine({ diff, title, name, chosen, draft, end }: Given): DrawLine {
  const places = placesInDiff(diffLines(diff), title);
  const at = places.findIndex((place, index) => index >= chosen && place !== undefined);
  const comment = (quoted: string) => {
    const begun = draft.text.peek().trimEnd();
    draft.write(`${begun}${begun && "\n\n"}${quoted}\n\n`);
    end();
    // A sheet gives the focus back when it goes, which is now.
    setTimeout(() => draft.field.current?.focus());
  };
  return (line, index) => {
    const { kind, text } = line;
    const place = places[index];
    if (place === undefined) return drawLine(line, index);
    return (
      <div key={index} data-line={index}>
        <label class={`diff-line diff-${kind} diff-choice`}>
          <input type="radio" name={name} class="only-read-aloud" checked={index === at} />
          <UntrustedText text={text} strictness="exact" />
        </label>
        {index === at && (
          <Button
            testId="comment"
            onPress={() => comment(`${spellOut(place)}\n> ${spellOut(text)}`)}
          >
            <span>
              <Quoting say={runWords.artifact.commentOn} texts={[place]} strictness="exact" />
            </span>
          </Button>
        )}
      </div>
    );
  };
}
