// What policy says of an action before anybody is asked: never, or ask, how strongly, and why; or that it may
// go ahead unasked. Pure. Why so is in docs/decisions/0020-profiles-under-a-ceiling.md.

import type { Action, CommandAction, EditAction, PolicyProfile } from "@longrein/protocol";
import { remarksOnCommand, remarksOnEnvironment } from "./command-rules.ts";
import { remarksOnPaths } from "./path-rules.ts";
import type { Remark, Risk, RiskLevel } from "./remark.ts";
import { isWithin } from "./is-within.ts";

export type Verdict =
  | {
      readonly kind: "ask";
      /** 1: the device's signature. 3: only at the machine. */
      readonly tier: 1 | 3;
      readonly risk: Risk;
    }
  | { readonly kind: "allowed"; readonly why: string }
  | { readonly kind: "never"; readonly why: string };

export interface Circumstances {
  /** The real path of the folder in which the run works. */
  readonly folder: string;
  /** Nobody but the run uses that folder: it is a worktree of its own. */
  readonly isOwn: boolean;
  readonly profile: PolicyProfile;
}

const filesWithoutRemark = 12;
/** As many as a phone can be told. */
const reasonsMax = 16;

export function judgeAction(action: Action, circumstances: Circumstances): Verdict {
  const { folder, isOwn, profile } = circumstances;
  const why = whyNever(action, folder);
  if (why !== undefined) return { kind: "never", why };
  const remarks = remarksOn(action, folder);
  const reasons = [...new Set(remarks.map((remark) => remark.reason))];
  const risk = { level: highest(remarks), reasons: atMost(reasonsMax, reasons) };
  if (profile === "trusted" && isOwn && action.t === "edit" && risk.level === "low") {
    return { kind: "allowed", why: "an edit of low risk in the run's own worktree" };
  }
  return { kind: "ask", tier: profile === "strict" && risk.level === "high" ? 3 : 1, risk };
}

/** The same of what its coding agent shows, and then runs by itself: nobody here can hold it to that. */
export function riskOfDisplayed({ level, reasons }: Risk): Risk {
  const reason = "runs as the coding agent has it, which may be other than it is displayed";
  return {
    level: level === "low" ? "medium" : level,
    reasons: atMost(reasonsMax, [reason, ...reasons]),
  };
}

function whyNever(action: Action, folder: string): string | undefined {
  switch (action.t) {
    case "command":
      return whyNeverRun(action);
    case "edit":
      return whyNeverEdit(action, folder);
    case "tool":
      return undefined;
  }
}

function remarksOn(action: Action, folder: string): Remark[] {
  switch (action.t) {
    case "command":
      return judgeCommand(action, folder);
    case "edit":
      return judgeEdit(action, folder);
    case "tool":
      // What a tool does with its input nobody here can know.
      return [{ level: "medium", reason: "uses a tool of the coding agent" }];
  }
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

function judgeCommand(action: CommandAction, folder: string): Remark[] {
  const elsewhere: Remark = { level: "high", reason: "runs outside the workspace" };
  return [
    ...(isWithin(action.cwd, folder) ? [] : [elsewhere]),
    ...remarksOnCommand(action, folder),
    ...remarksOnEnvironment(action.environment),
  ];
}

function judgeEdit({ root, changes }: EditAction, folder: string): Remark[] {
  // As they lie in the run's folder: a name says less where the root is a folder in it that says more.
  const within = root.slice(folder.length + 1);
  const paths = changes.map(({ path }) => (within === "" ? path : `${within}/${path}`));
  const deletions = changes.filter((change) => change.after === undefined).length;
  const medium = (reason: string): Remark => ({ level: "medium", reason });
  return [
    ...remarksOnPaths(paths),
    ...(deletions > 0 ? [medium(`deletes ${countOf(deletions, "file")}`)] : []),
    ...(changes.length > filesWithoutRemark ? [medium(`changes ${changes.length} files`)] : []),
  ];
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
