// Text with its emphasis, code and links, as text nodes. A link is its words and where it leads, in full and
// for reading: nothing that an agent wrote can be followed by a tap.

import type { JSX } from "preact";
import { UntrustedText } from "../untrusted-text.tsx";
import { type Inline, namesItself, readInline } from "./inline.ts";

export function InlineText({ text }: { readonly text: string }): JSX.Element {
  return <>{readInline(text).map(draw)}</>;
}

function draw(node: Inline, index: number): JSX.Element {
  switch (node.kind) {
    case "text":
      return <UntrustedText key={index} text={node.text} strictness="prose" />;
    case "code":
      return (
        <code key={index} class="said-code">
          <UntrustedText text={node.text} strictness="prose" />
        </code>
      );
    case "strong":
      return <strong key={index}>{node.children.map(draw)}</strong>;
    case "emphasis":
      return <em key={index}>{node.children.map(draw)}</em>;
    case "strike":
      return <s key={index}>{node.children.map(draw)}</s>;
    case "link":
      return (
        <span key={index} class="said-link">
          {!namesItself(node) && <>{node.children.map(draw)} </>}
          <span class="said-address">
            <UntrustedText text={node.to} strictness="exact" />
          </span>
          {node.title !== undefined && (
            <>
              {" "}
              <UntrustedText text={node.title} strictness="prose" />
            </>
          )}
        </span>
      );
  }
}
