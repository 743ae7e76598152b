// A tool of the coding agent and the input it would be given, as the text that is handed to it.

import type { ToolAction } from "@longrein/protocol";
import type { JSX } from "preact";
import { words } from "../../words/words.ts";
import { Exact, Part } from "./part.tsx";

const say = words.approval;

export function ToolView({ action }: { readonly action: ToolAction }): JSX.Element {
  const { server, input, cwd } = action;
  return (
    <>
      {server !== undefined && (
        <Part label={say.toolServer}>
          <Exact text={server} />
        </Part>
      )}
      <Part label={say.toolInput}>
        <div data-testid="tool-input">
          <Exact text={input} />
        </div>
      </Part>
      <Part label={say.folder}>
        <Exact text={cwd} />
      </Part>
    </>
  );
}
