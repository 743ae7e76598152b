// An agent's prose cut into paragraphs and fenced code. Enough to read it while it streams; an unclosed
// fence is code up to where the text has come.

export interface ProseBlock {
  readonly kind: "paragraph" | "code";
  readonly text: string;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;

export function proseBlocks(text: string): readonly ProseBlock[] {
  const blocks: ProseBlock[] = [];
  let gathered: string[] = [];
  let openFence: string | undefined;
  const close = (kind: ProseBlock["kind"]) => {
    if (gathered.length > 0) blocks.push({ kind, text: gathered.join("\n") });
    gathered = [];
  };
  for (const line of text.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (openFence === undefined && mark !== undefined) {
      close("paragraph");
      openFence = mark;
    } else if (openFence !== undefined && mark?.startsWith(openFence) === true) {
      close("code");
      openFence = undefined;
    } else if (openFence === undefined && line.trim() === "") close("paragraph");
    else gathered.push(line);
  }
  close(openFence === undefined ? "paragraph" : "code");
  return blocks;
}
