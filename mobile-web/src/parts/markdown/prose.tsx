// What an agent says, all of it text nodes. While it streams only its end is read and drawn again. Of a very
// long text the end stands there, and the rest when it is asked for.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { BlockView } from "./block-view.tsx";
import type { Block, Placed } from "./blocks.ts";
import type { CopyWords } from "./code-block.tsx";
import { leftOutUpTo, nothingRead, reread } from "./reread.ts";

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
  const drawn = useRef(new WeakMap<Placed, JSX.Element>()).current;
  // Cut at a line, and always at the same one while the text grows by less than half of what is shown.
  const begins = whole === true ? 0 : beginningOf(text, shown);
  const from = leftOutUpTo(reading.current, text, begins);
  reading.current = reread(reading.current, text, from);
  /** The very element of before where the block is: then nothing below it is looked at. */
  const view = (placed: Placed): JSX.Element => {
    const known = drawn.get(placed);
    if (known !== undefined) return known;
    const fresh = <BlockView key={placed.from} block={placed.block} say={say} />;
    drawn.set(placed, fresh);
    return fresh;
  };
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
            {group.items.map(view)}
          </div>
        ) : (
          view(group.placed)
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
  | { readonly kind: "block"; readonly placed: Placed }
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
      groups.push({ kind: "block", placed });
    } else if (items === undefined || beginsAnew(items.at(-1)?.block, placed.block)) {
      items = [placed];
      groups.push({ kind: "list", from: placed.from, items });
    } else items.push(placed);
  }
  return groups;
}
