// The input that a tool of the coding agent would be given, as the text that is handed to it.

import type { ToolAction } from "@longrein/protocol";
import type { JSX } from "preact";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { Exact, Part } from "./part.tsx";

export function ToolInput({ action }: { readonly action: ToolAction }): JSX.Element {
  const { server, input, cwd } = action;
  return (
    <>
      {server !== undefined && (
        <Part label={runWords.tool.server}>
          <Exact text={server} />
        </Part>
      )}
      <Part label={runWords.tool.input}>
        <div data-testid="tool-input">
          <Exact text={input} />
        </div>
      </Part>
      <Part label={words.approval.folder}>
        <Exact text={cwd} />
      </Part>
    </>
  );
}
