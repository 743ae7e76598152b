// What an agent says: paragraphs and code, all of it text nodes. Blocks that did not change are not drawn
// again while the last one streams.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type ProseBlock, proseBlocks } from "./prose-blocks.ts";
import { UntrustedText } from "./untrusted-text.tsx";

export function Prose({ text }: { readonly text: string }): JSX.Element {
  const blocks = useMemo(() => proseBlocks(text), [text]);
  return (
    <div class="prose">
      {blocks.map((block, index) => (
        <Block key={index} kind={block.kind} text={block.text} />
      ))}
    </div>
  );
}

function Block({ kind, text }: ProseBlock): JSX.Element {
  return useMemo(() => {
    const body = <UntrustedText text={text} strictness="prose" />;
    return kind === "code" ? <pre class="well">{body}</pre> : <p>{body}</p>;
  }, [kind, text]);
}
