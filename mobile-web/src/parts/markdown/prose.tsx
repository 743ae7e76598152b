// What an agent says, all of it text nodes. While it streams only its end is read and drawn again. Of a very
// long text the end stands there, and the rest when it is asked for.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { BlockView } from "./block-view.tsx";
import type { Block, Placed } from "./blocks.ts";
import type { CopyWords } from "./code-block.tsx";
import { nothingRead, reread } from "./reread.ts";

export interface ProseWords extends CopyWords {
  readonly earlier: string;
}

interface Given {
  readonly text: string;
  readonly say: ProseWords;
  /** None of it waits to be asked for. */
  readonly whole?: true;
}

/** In characters; what nearly every answer stays under. */
const shownAtFirst = 12_000;

export function Prose({ text, say, whole }: Given): JSX.Element {
  const [shown, setShown] = useState(shownAtFirst);
  const reading = useRef(nothingRead);
  // Cut at a line, and always at the same one while the text grows by less than half of what is shown.
  const from = whole === true ? 0 : beginningOf(text, shown);
  reading.current = reread(reading.current, text, from);
  return (
    <div class="prose">
      {from > 0 && (
        <button type="button" class="button button-quiet more" onClick={() => setShown(shown * 3)}>
          {say.earlier}
        </button>
      )}
      {inLists(reading.current.blocks).map((group) =>
        group.kind === "list" ? (
          <div key={group.from} class="said-list" role="list">
            {group.items.map(({ from: place, block }) => (
              <BlockView key={place} block={block} say={say} />
            ))}
          </div>
        ) : (
          <BlockView key={group.from} block={group.block} say={say} />
        ),
      )}
    </div>
  );
}

function beginningOf(text: string, shown: number): number {
  if (text.length <= shown) return 0;
  const step = shown / 2;
  const from = Math.floor((text.length - shown) / step + 1) * step;
  return text.indexOf("\n", from) + 1 || from;
}

type Group =
  | { readonly kind: "block"; readonly from: number; readonly block: Block }
  | { readonly kind: "list"; readonly from: number; readonly items: readonly Placed[] };

/** At the margin, another kind of mark is another list. */
function beginsAnew(before: Block | undefined, item: Block): boolean {
  if (item.kind !== "item" || item.depth > 0 || before?.kind !== "item") return false;
  return isNumbered(before) !== isNumbered(item);
}

const isNumbered = ({ marker }: Extract<Block, { readonly kind: "item" }>): boolean =>
  /^\d/.test(marker);

/** Items that follow each other make one list, for whoever listens to it. */
function inLists(blocks: readonly Placed[]): readonly Group[] {
  const groups: Group[] = [];
  let items: Placed[] | undefined;
  for (const placed of blocks) {
    if (placed.block.kind !== "item") {
      items = undefined;
      groups.push({ kind: "block", from: placed.from, block: placed.block });
    } else if (items === undefined || beginsAnew(items.at(-1)?.block, placed.block)) {
      items = [placed];
      groups.push({ kind: "list", from: placed.from, items });
    } else items.push(placed);
  }
  return groups;
}
