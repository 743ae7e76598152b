// What a tool did: one line, and below it its real output, never the agent's account of it. Short output
// stands there at once; long output waits for a tap, and then shows its end first.

import type { JSX } from "preact";
import { duration } from "../../first-load/say-duration.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { TerminalText } from "../../parts/terminal-text.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { ToolItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { RunDiff } from "./run-diff.tsx";
import { type Opened, useOpened } from "./use-opened.ts";

/** Lines that are shown without being asked for. */
const shortLines = 14;
/** Lines of a diff that a tap shows. */
const diffLinesAtOnce = 300;

interface Given {
  readonly tool: ToolItem;
  readonly name: string;
  readonly opened: Opened;
}

export function ToolRow({ tool, name, opened }: Given): JSX.Element {
  const { output, result } = tool;
  const diff = result?.diff ?? "";
  const lines = countLines(output) + countLines(diff);
  const [shown, show] = useOpened(opened, name, lines <= shortLines);
  return (
    <section class="tool" data-testid="tool" data-status={result?.status ?? "running"}>
      <div class="tool-line">
        <Glyph name={glyphOf(tool)} />
        <span class="tool-kind">{screenWords.run.tools[tool.tool]}</span>
        <span class="tool-title">
          <UntrustedText text={tool.title} strictness="exact" />
        </span>
        <span class="tool-end">{endOf(tool)}</span>
      </div>
      {tool.unasked === true && (
        <p class="denied-words" data-testid="unasked">
          {runWords.grants.unasked}
        </p>
      )}
      {result?.words !== undefined && (
        <p class="denied-words" data-testid="denied-words">
          {runWords.event.said}
          {words.app.colon}
          <UntrustedText text={result.words} strictness="prose" />
        </p>
      )}
      {lines > 0 && (
        <div class="tool-body">
          {lines > shortLines && (
            <Button look="quiet" onPress={() => show(!shown)}>
              {shown ? screenWords.run.hide : screenWords.run.show(lines)}
            </Button>
          )}
          {shown && <Evidence tool={tool} />}
        </div>
      )}
    </section>
  );
}

function Evidence({ tool }: { readonly tool: ToolItem }): JSX.Element {
  const { output, result, cut } = tool;
  return (
    <>
      {cut && <p class="note">{screenWords.run.cutHere}</p>}
      {output !== "" && (
        <pre class="well tool-output" data-testid="tool-output">
          <TerminalText text={output.replace(/\n$/, "")} />
        </pre>
      )}
      {result?.diff !== undefined && result.diff !== "" && (
        <RunDiff diff={result.diff} lines={diffLinesAtOnce} title={tool.title} />
      )}
      {result?.truncated === true && <p class="note">{screenWords.run.cutThere}</p>}
    </>
  );
}

function glyphOf({ result, approval }: ToolItem): GlyphName {
  if (result === undefined) return approval === undefined ? "running" : "idle";
  switch (result.status) {
    case "completed":
      return "done";
    case "failed":
      return "failed";
    case "declined":
    case "void":
      return "stopped";
  }
}

function endOf({ result }: ToolItem): string {
  if (result === undefined) return "";
  const { status, exitCode, durationMs } = result;
  const details = [
    ...(status === "completed" ? [] : [screenWords.run.toolStatus[status]]),
    ...(exitCode === undefined || exitCode === 0 ? [] : [runWords.exit(exitCode)]),
    ...(durationMs === undefined ? [] : [duration(durationMs)]),
  ];
  return details.join(words.app.comma);
}

function countLines(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}
