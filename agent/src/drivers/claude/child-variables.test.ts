// Named variables only.

import { expect, it } from "vitest";
import { childVariables, shellOf } from "./child-variables.ts";

it("hands on what is named and nothing else", () => {
  const from = { HOME: "/h", ANTHROPIC_API_KEY: "k", GITHUB_TOKEN: "t", NODE_OPTIONS: "--x" };
  const kept = childVariables(from, "/bin/bash");
  expect(kept).toMatchObject({ HOME: "/h", ANTHROPIC_API_KEY: "k", SHELL: "/bin/bash" });
  expect(Object.keys(kept)).not.toContain("GITHUB_TOKEN");
  expect(Object.keys(kept)).not.toContain("NODE_OPTIONS");
});

it("hands on a cloud's credentials only where Claude Code uses that cloud", () => {
  const from = { AWS_SECRET_ACCESS_KEY: "s", GOOGLE_APPLICATION_CREDENTIALS: "g" };
  expect(childVariables(from, "/bin/bash")).not.toMatchObject({ AWS_SECRET_ACCESS_KEY: "s" });
  const used = childVariables({ ...from, CLAUDE_CODE_USE_BEDROCK: "1" }, "/bin/bash");
  expect(used).toMatchObject({ AWS_SECRET_ACCESS_KEY: "s" });
  expect(Object.keys(used)).not.toContain("GOOGLE_APPLICATION_CREDENTIALS");
});

it("lets nothing run on after a turn, whatever the desktop has set", () => {
  const kept = childVariables({ CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: "0" }, "/bin/bash");
  expect(kept["CLAUDE_CODE_DISABLE_BACKGROUND_TASKS"]).toBe("1");
});

it.each([
  ["/usr/bin/zsh", "/usr/bin/zsh"],
  ["/usr/bin/fish", "/bin/bash"],
  ["zsh", "/bin/bash"],
  [undefined, "/bin/bash"],
])("takes the shell %s as %s", (SHELL, shell) => {
  expect(shellOf(SHELL === undefined ? {} : { SHELL })).toBe(shell);
});
