// A run of any length, for looking at long transcripts and for measuring them: prompts, answers that stream,
// thoughts, tools with output and diffs, notices, in a fixed mixture.

import type { AgentEvent } from "@longrein/protocol";
import { recordedAt } from "../src/state/recording.ts";

const sentences = [
  "The timer reads the zone from the system, and the clock changes twice a year.",
  "I will add a test for the hour that does not exist, then change `nextWatering`.",
  "**Both** cases pass now; the *winter* one was wrong for beds watered after midnight.",
  "See [the file](src/next-watering.ts:42) and https://example.org/a for why.",
];

const answers = [
  sentences.join(" "),
  `## What changed\n\n- ${sentences.join("\n- ")}\n\nNothing else needs to.`,
  `${sentences[0]}\n\n\`\`\`ts\nexport function days(bed: Bed): number {\n  return bed.everyDays;\n}\n\`\`\`\n\n${sentences[2]}`,
  "| case | before | after |\n|---|---|---|\n| spring | 1 h late | on time |\n| winter | 1 h early | on time |",
];

const diff = [
  "--- a/src/next-watering.ts",
  "+++ b/src/next-watering.ts",
  "@@ -4,3 +4,3 @@",
  " export function nextWatering(bed: Bed): Date {",
  "-  next.setHours(next.getHours() + 24);",
  "+  next.setDate(next.getDate() + 1);",
  "   return next;",
  "",
].join("\n");

const pick = <T>(from: readonly T[], number: number): T => {
  const found = from[number % from.length];
  if (found === undefined) throw new Error("expected something to pick from");
  return found;
};

/** The events of the item with this number; each makes one row. */
export function eventsOfItem(item: number): AgentEvent[] {
  const at = recordedAt + item * 500;
  const kind = item % 10;
  if (kind === 0) return [{ t: "prompt", item, text: `Next, look at case ${item}.`, at }];
  if (kind === 1)
    return [{ t: "text", item, role: "thought", delta: `**Case ${item}**\n\n${sentences[0]}` }];
  if (kind === 4)
    return [{ t: "text", item, role: "answer", delta: pick(answers, (item / 10) | 0) }];
  if (kind === 7) return [{ t: "notice", level: "info", text: `Checkpoint ${item}`, at }];
  const tool: AgentEvent = {
    t: "tool",
    item,
    kind: "command",
    title: `npm test -- case-${item}`,
    at,
  };
  const output: AgentEvent = {
    t: "tool.output",
    item,
    delta: `ok ${item}\n`.repeat(1 + (item % 6)),
  };
  const done: AgentEvent = { t: "tool.done", item, status: "completed", durationMs: 900 + item };
  return kind === 9 ? [tool, { ...done, diff }] : [tool, output, done];
}

/** An answer that is far lower than its many characters let one think: most of them are empty lines. */
export function lowAnswer(item: number): AgentEvent[] {
  return [{ t: "text", item, role: "answer", delta: `Now${"\n".repeat(11_000)}it works.` }];
}

/** What comes live, an event at a time: half of it new rows, half of it an answer that grows. */
export function* liveEvents(from: number): Generator<AgentEvent, never> {
  for (let item = from; ; item += 2) {
    for (const event of eventsOfItem(item)) yield event;
    for (const word of pick(sentences, item).split(" ")) {
      yield { t: "text", item: item + 1, role: "answer", delta: `${word} ` };
    }
  }
}
