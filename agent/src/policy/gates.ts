// Rules that look at all that a run has changed so far, after each turn: each says whether somebody should
// look there before the work is used. They decide nothing. Pure.

import { type PathTopic, topicsOfPaths } from "./path-rules.ts";

export interface Gate {
  readonly rule: string;
  readonly verdict: "pass" | "attention";
  readonly text: string;
}

const filesWithoutAttention = 12;

const topics: readonly { readonly topic: PathTopic; readonly what: string }[] = [
  { topic: "dependencies", what: "dependencies" },
  { topic: "migrations", what: "database migrations" },
  { topic: "ci", what: "what CI runs" },
  { topic: "agents", what: "how coding agents behave, or which tools they may start" },
];

/** `paths` are those of files that were changed, made or deleted. */
export function gatesOn(paths: readonly string[]): readonly Gate[] {
  const touched = topicsOfPaths(paths);
  const isMany = paths.length > filesWithoutAttention;
  return [
    ...topics.map(({ topic, what }) => {
      const isTouched = touched.has(topic);
      const text = isTouched
        ? `the work changes ${what}`
        : `the work changes no file that we know to bear on ${what}`;
      return { rule: topic, verdict: verdictOf(isTouched), text };
    }),
    {
      rule: "files",
      verdict: verdictOf(isMany),
      text: `the work changes ${filesOf(paths.length)}`,
    },
  ];
}

export interface Validated {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
}

/** Undefined where there is nothing to validate with. */
export function gateOnValidations(all: readonly Validated[]): Gate | undefined {
  if (all.length === 0) return undefined;
  const others = all.filter(({ status }) => status !== "passed");
  const text =
    others.length === 0
      ? "all validations passed"
      : others.map(({ title, status }) => `${status}: ${title}`).join(", ");
  return { rule: "validations", verdict: verdictOf(others.length > 0), text };
}

function verdictOf(isRemarkable: boolean): Gate["verdict"] {
  return isRemarkable ? "attention" : "pass";
}

function filesOf(count: number): string {
  return count === 1 ? "one file" : `${count} files`;
}
