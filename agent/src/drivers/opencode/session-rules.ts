// OpenCode's permission rules, where the last one that fits counts. Those of a session come after all others,
// so they can turn what a settings file or an agent of the user's allows into a question.

import { listOf, textOf } from "../../runs/loose-fields.ts";

export interface Rule {
  readonly permission: string;
  readonly pattern: string;
  readonly action: "allow" | "ask" | "deny";
}

/** OpenCode's own; each asks before it acts, but for the two that only talk. */
const ownTools = [
  "apply_patch",
  "bash",
  "edit",
  "glob",
  "grep",
  "invalid",
  "lsp",
  "plan_exit",
  "question",
  "read",
  "skill",
  "task",
  "todowrite",
  "webfetch",
  "websearch",
  "write",
];

/** Permissions that by themselves let nothing happen: a tool's own comes after them. */
const harmless = new Set(["external_directory", "plan_enter", "plan_exit", "question"]);

/** `agent` and `tools` as the server tells them: an agent of its settings, and the names of all tools. */
export function sessionRules(agent: unknown, tools: readonly string[]): Rule[] {
  const theirs = rulesOf(agent).map((rule): Rule =>
    rule.action === "allow" && !harmless.has(rule.permission) ? { ...rule, action: "ask" } : rule,
  );
  const left = unaskedTools(tools).map((name) => forAll(name, "deny"));
  return [forAll("*", "ask"), ...theirs, ...left];
}

/** Tools of the user's or the project's own, which OpenCode runs without asking anybody. */
export function unaskedTools(tools: readonly string[]): string[] {
  const replaced = tools.filter((name, index) => tools.indexOf(name) !== index);
  const foreign = tools.filter((name) => !ownTools.includes(name));
  return [...new Set([...foreign, ...replaced])];
}

/** Whether a subagent may do something unasked: rules of a session do not reach it. */
export function actsUnasked(agent: unknown): boolean {
  const rules = rulesOf(agent);
  const lastGeneral = rules.findLastIndex(
    ({ permission, pattern, action }) =>
      permission === "*" && pattern === "*" && action !== "allow",
  );
  return (
    lastGeneral === -1 ||
    rules
      .slice(lastGeneral)
      .some(({ permission, action }) => action === "allow" && !harmless.has(permission))
  );
}

function rulesOf(agent: unknown): Rule[] {
  return listOf(agent, "permission").flatMap((rule) => {
    const [permission, pattern] = [textOf(rule, "permission"), textOf(rule, "pattern")];
    const action = textOf(rule, "action");
    if (permission === undefined || pattern === undefined) return [];
    // What is not known is not allowed.
    const known = action === "allow" || action === "ask" ? action : "deny";
    return [{ permission, pattern, action: known }];
  });
}

function forAll(permission: string, action: Rule["action"]): Rule {
  return { permission, pattern: "*", action };
}
