// What policy says of an action before anybody is asked: never, or ask, how strongly, and why. Pure; every
// rule is a row here and a row in the table test. Nothing goes ahead unasked in this version.

import type { Action, CommandAction, EditAction } from "@longrein/protocol";

export type RiskLevel = "low" | "medium" | "high";

export type Verdict =
  | {
      readonly kind: "ask";
      /** 1: the device's signature. Higher tiers come with passkeys. */
      readonly tier: 1;
      readonly risk: { readonly level: RiskLevel; readonly reasons: readonly string[] };
    }
  | { readonly kind: "never"; readonly why: string };

interface Remark {
  readonly level: RiskLevel;
  readonly reason: string;
}

interface CommandRule extends Remark {
  /** All must match. Each takes time in proportion to the text: a coding agent may write any text. */
  readonly patterns: readonly RegExp[];
}

interface PathRule extends Remark {
  readonly pattern: RegExp;
}

/** Matched against the command as it will be run. Hints for the reader: approval is what protects. */
const commandRules: readonly CommandRule[] = [
  { patterns: [/\bsudo\b|\bdoas\b/], level: "high", reason: "runs with another user's rights" },
  { patterns: [/\brm\b/, /\s-\w*[rRf]/], level: "high", reason: "deletes files for good" },
  { patterns: [/\bgit\s+push\b|\bpublish\b/], level: "high", reason: "publishes something" },
  { patterns: [/\bgit\s+(reset\s+--hard|clean)\b/], level: "high", reason: "discards changes" },
  {
    patterns: [/\b(curl|wget|ssh|scp|nc|rsync)\b/],
    level: "medium",
    reason: "talks to the network",
  },
  { patterns: [/\|\s*(ba|z|da)?sh\b/], level: "high", reason: "runs what it has just read" },
  {
    patterns: [/\b(npm|pnpm|yarn|pip|cargo|gem|apt|brew)\b/, /\s(i|ci|install|add)\b/],
    level: "medium",
    reason: "installs packages",
  },
  { patterns: [/\b(chmod|chown)\b/], level: "medium", reason: "changes rights of files" },
];

/** Without regard to case, as some file systems are. */
const pathRules: readonly PathRule[] = [
  { pattern: /(^|\/)\.git(\/|$)/i, level: "high", reason: "touches git's own folder" },
  {
    pattern: /(^|\/)(\.claude|\.codex|\.opencode|\.gemini)\/|(^|\/)(CLAUDE|AGENTS|GEMINI)\.md$/i,
    level: "high",
    reason: "changes how coding agents behave",
  },
  { pattern: /(^|\/)\.mcp\.json$/i, level: "high", reason: "changes which tools agents may start" },
  { pattern: /(^|\/)\.(github|gitlab|circleci)\//i, level: "high", reason: "changes what CI runs" },
  {
    pattern: /(^|\/)(package(-lock)?\.json|Cargo\.(toml|lock)|go\.(mod|sum)|requirements\.txt)$/i,
    level: "medium",
    reason: "changes dependencies",
  },
  { pattern: /(^|\/)migrations?\//i, level: "medium", reason: "changes a database migration" },
  { pattern: /(^|\/)\.env(\.|$)/i, level: "high", reason: "touches secrets" },
];

const filesWithoutRemark = 12;
/** As many as a phone can be told. */
const reasonsMax = 16;

/** `folder` is the real path of the run's workspace. */
export function judgeAction(action: Action, folder: string): Verdict {
  const why = action.t === "command" ? whyNeverRun(action) : whyNeverEdit(action, folder);
  if (why !== undefined) return { kind: "never", why };
  const remarks = action.t === "command" ? judgeCommand(action, folder) : judgeEdit(action);
  const reasons = [...new Set(remarks.map((remark) => remark.reason))];
  const risk = { level: highest(remarks), reasons: atMost(reasonsMax, reasons) };
  return { kind: "ask", tier: 1, risk };
}

/** What is shown as one variable must not set another, nor be overruled further down. */
function whyNeverRun({ environment }: CommandAction): string | undefined {
  const names = environment.map(({ name }) => name);
  if (names.some((name) => !/^[^=\0]+$/.test(name))) return "it names an impossible variable";
  return new Set(names).size < names.length ? "it names a variable twice" : undefined;
}

function whyNeverEdit({ root, changes }: EditAction, folder: string): string | undefined {
  const leaves = !isWithin(root, folder) || changes.some(({ path }) => leavesItsFolder(path));
  return leaves ? "it reaches outside the workspace" : undefined;
}

function judgeCommand({ argv, shell, cwd, environment }: CommandAction, folder: string): Remark[] {
  const text = shell?.script ?? argv?.join(" ") ?? "";
  const elsewhere: Remark = { level: "high", reason: "runs outside the workspace" };
  return [
    ...(isWithin(cwd, folder) ? [] : [elsewhere]),
    ...commandRules.filter(({ patterns }) => patterns.every((pattern) => pattern.test(text))),
    ...environment.map(({ name, value }): Remark => ({
      level: "medium",
      reason: `${value === undefined ? "removes" : "sets"} ${name}`,
    })),
  ];
}

function judgeEdit({ changes }: EditAction): Remark[] {
  const deletions = changes.filter((change) => change.after === undefined).length;
  const medium = (reason: string): Remark => ({ level: "medium", reason });
  return [
    ...pathRules.filter(({ pattern }) => changes.some(({ path }) => pattern.test(path))),
    ...(deletions > 0 ? [medium(`deletes ${countOf(deletions, "file")}`)] : []),
    ...(changes.length > filesWithoutRemark ? [medium(`changes ${changes.length} files`)] : []),
  ];
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || (path.startsWith(`${folder}/`) && !path.split("/").includes(".."));
}

function leavesItsFolder(path: string): boolean {
  return path.startsWith("/") || path.split("/").includes("..") || path.includes("\0");
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function atMost(count: number, reasons: readonly string[]): readonly string[] {
  if (reasons.length <= count) return reasons;
  return [...reasons.slice(0, count - 1), `and ${reasons.length - count + 1} more`];
}

function highest(remarks: readonly Remark[]): RiskLevel {
  const levels = remarks.map(({ level }) => level);
  if (levels.includes("high")) return "high";
  return levels.includes("medium") ? "medium" : "low";
}
