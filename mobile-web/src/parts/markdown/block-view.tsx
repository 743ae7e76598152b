// One block of an agent's prose. Headings are in the agent's own type, so that none of them can pass for a
// heading of the app.

import type { JSX } from "preact";
import type { Block } from "./blocks.ts";
import { CodeBlock, type CopyWords } from "./code-block.tsx";
import { InlineText } from "./inline-view.tsx";

interface Given {
  readonly block: Block;
  readonly say: CopyWords;
}

export function BlockView({ block, say }: Given): JSX.Element {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <InlineText text={block.text} />
        </p>
      );
    case "heading":
      return (
        <div class="said-heading" data-level={block.level} role="heading" aria-level={3}>
          <InlineText text={block.text} />
        </div>
      );
    case "code":
      return <CodeBlock language={block.language} text={block.text} say={say} />;
    case "quote":
      return (
        <blockquote class="said-quote">
          <InlineText text={block.text} />
        </blockquote>
      );
    case "item":
      return <Item item={block} />;
    case "table":
      return <Table table={block} />;
    case "rule":
      return <hr class="said-rule" />;
  }
}

type ItemBlock = Extract<Block, { readonly kind: "item" }>;

function Item({ item }: { readonly item: ItemBlock }): JSX.Element {
  const { depth, marker, done, text } = item;
  return (
    <div class="said-item" role="listitem" data-depth={depth}>
      <span class="said-marker">{done === undefined ? signOf(marker) : done ? "☑" : "☐"}</span>
      <span>
        <InlineText text={text} />
      </span>
    </div>
  );
}

const signOf = (marker: string): string => (/^\d/.test(marker) ? marker : "•");

type TableBlock = Extract<Block, { readonly kind: "table" }>;

function Table({ table: { head, rows } }: { readonly table: TableBlock }): JSX.Element {
  return (
    // What scrolls sideways must be reachable by keyboard.
    <div class="said-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index}>
                <InlineText text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {head.map((_, column) => (
                <td key={column}>
                  <InlineText text={row[column] ?? ""} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
