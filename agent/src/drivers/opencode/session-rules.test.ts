// Whatever a settings file allows, a session of ours asks; what it forbids stays forbidden.

import { describe, expect, it } from "vitest";
import { type Rule, actsUnasked, sessionRules, unaskedTools } from "./session-rules.ts";

const rule = (permission: string, action: Rule["action"], pattern = "*"): Rule => ({
  permission,
  pattern,
  action,
});
const agent = (...permission: readonly Rule[]) => ({ permission });

/** As OpenCode itself decides: the last that fits. */
function decides(rules: readonly Rule[], permission: string, pattern: string) {
  const fits = (form: string, text: string) => form === "*" || form === text;
  return rules.findLast((one) => fits(one.permission, permission) && fits(one.pattern, pattern))
    ?.action;
}

describe("the rules of a session", () => {
  it("ask for what an agent or a settings file allows", () => {
    const theirs = agent(rule("*", "allow"), rule("bash", "allow"), rule("bash", "allow", "git"));
    const rules = sessionRules(theirs, ["bash", "edit"]);
    expect(decides(rules, "bash", "git")).toBe("ask");
    expect(decides(rules, "edit", "a.txt")).toBe("ask");
    expect(decides(rules, "mcp_tool", "x")).toBe("ask");
  });

  it("keep what is forbidden, with its exceptions as questions", () => {
    const rules = sessionRules(agent(rule("edit", "deny"), rule("edit", "allow", "plan.md")), []);
    expect(decides(rules, "edit", "a.txt")).toBe("deny");
    expect(decides(rules, "edit", "plan.md")).toBe("ask");
  });

  it("leave tools out that OpenCode would run unasked", () => {
    const rules = sessionRules(agent(), ["bash", "mine"]);
    expect(decides(rules, "mine", "*")).toBe("deny");
    expect(decides(rules, "bash", "ls")).toBe("ask");
  });

  it("take an action that is not known for a no", () => {
    const unknown = { permission: [{ permission: "bash", pattern: "*", action: "maybe" }] };
    expect(decides(sessionRules(unknown, []), "bash", "ls")).toBe("deny");
  });
});

describe("tools that would run unasked", () => {
  it("are those of the user's own, and those that take the place of OpenCode's", () => {
    expect(unaskedTools(["bash", "read", "mine", "bash"])).toEqual(["mine", "bash"]);
    expect(unaskedTools(["bash", "read", "question"])).toEqual([]);
  });
});

describe("a subagent", () => {
  it.each([
    ["that asks for everything", agent(rule("*", "allow"), rule("*", "ask")), false],
    ["that may do nothing", agent(rule("*", "deny")), false],
    ["that may do one thing", agent(rule("*", "ask"), rule("bash", "allow")), true],
    ["that may do some of a thing", agent(rule("*", "ask"), rule("bash", "allow", "git *")), true],
    ["without a general rule", agent(rule("bash", "ask")), true],
    ["that nobody knows", undefined, true],
    [
      "that may only look elsewhere",
      agent(rule("*", "ask"), rule("external_directory", "allow")),
      false,
    ],
  ])("%s", (_, one, unasked) => {
    expect(actsUnasked(one)).toBe(unasked);
  });
});
