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

interface Rule {
  readonly pattern: RegExp;
  readonly level: RiskLevel;
  readonly reason: string;
}

/** Matched against the command as it will be run. Hints for the reader: approval is what protects. */
const commandRules: readonly Rule[] = [
  { pattern: /\bsudo\b|\bdoas\b/, level: "high", reason: "runs with another user's rights" },
  { pattern: /\brm\b.*\s-\w*[rRf]/, level: "high", reason: "deletes files for good" },
  { pattern: /\bgit\s+push\b|\bpublish\b/, level: "high", reason: "publishes something" },
  { pattern: /\bgit\s+(reset\s+--hard|clean)\b/, level: "high", reason: "discards changes" },
  { pattern: /\b(curl|wget|ssh|scp|nc|rsync)\b/, level: "medium", reason: "talks to the network" },
  { pattern: /\|\s*(ba|z|da)?sh\b/, level: "high", reason: "runs what it has just read" },
  {
    pattern: /\b(npm|pnpm|yarn|pip|cargo|gem|apt|brew)\b.*\b(i|ci|install|add)\b/,
    level: "medium",
    reason: "installs packages",
  },
  { pattern: /\b(chmod|chown)\b/, level: "medium", reason: "changes rights of files" },
];

const pathRules: readonly Rule[] = [
  { pattern: /(^|\/)\.git\//, level: "high", reason: "touches git's own folder" },
  {
    pattern: /(^|\/)(\.claude|\.codex|\.opencode|\.gemini)\/|(^|\/)(CLAUDE|AGENTS|GEMINI)\.md$/,
    level: "high",
    reason: "changes how coding agents behave",
  },
  { pattern: /(^|\/)\.mcp\.json$/, level: "high", reason: "changes which tools agents may start" },
  { pattern: /(^|\/)\.(github|gitlab|circleci)\//, level: "high", reason: "changes what CI runs" },
  {
    pattern: /(^|\/)(package(-lock)?\.json|Cargo\.(toml|lock)|go\.(mod|sum)|requirements\.txt)$/,
    level: "medium",
    reason: "changes dependencies",
  },
  { pattern: /(^|\/)migrations?\//, level: "medium", reason: "changes a database migration" },
  { pattern: /(^|\/)\.env(\.|$)/, level: "high", reason: "touches secrets" },
];

const filesWithoutRemark = 12;

export function judgeAction(action: Action): Verdict {
  const found = action.t === "command" ? judgeCommand(action) : judgeEdit(action);
  if (found.some((rule) => rule === "escape")) {
    return { kind: "never", why: "it reaches outside the workspace" };
  }
  const rules = found.filter((rule) => rule !== "escape");
  const level = highest(rules.map((rule) => rule.level));
  const reasons = [...new Set(rules.map((rule) => rule.reason))];
  return { kind: "ask", tier: 1, risk: { level, reasons } };
}

type Finding = Pick<Rule, "level" | "reason"> | "escape";

function judgeCommand(action: CommandAction): Finding[] {
  const text = action.shell?.script ?? action.argv?.join(" ") ?? "";
  const environment = action.environment.map(
    ({ name }): Finding => ({ level: "medium", reason: `sets ${name}` }),
  );
  return [...commandRules.filter((rule) => rule.pattern.test(text)), ...environment];
}

function judgeEdit(action: EditAction): Finding[] {
  const paths = action.changes.map((change) => change.path);
  const deletions = action.changes.filter((change) => change.after === undefined).length;
  return [
    ...paths.filter(leavesItsFolder).map(() => "escape" as const),
    ...pathRules.filter((rule) => paths.some((path) => rule.pattern.test(path))),
    ...(deletions > 0 ? [{ level: "medium", reason: `deletes ${deletions} files` } as const] : []),
    ...(paths.length > filesWithoutRemark
      ? [{ level: "medium", reason: `changes ${paths.length} files` } as const]
      : []),
  ];
}

function leavesItsFolder(path: string): boolean {
  return path.startsWith("/") || path.split("/").includes("..") || path.includes("\0");
}

function highest(levels: readonly RiskLevel[]): RiskLevel {
  if (levels.includes("high")) return "high";
  return levels.includes("medium") ? "medium" : "low";
}
