// What OpenCode is told: to ask before everything, and nothing of ours that it has no need of.

import { describe, expect, it } from "vitest";
import { cliEnvironment, serverEnvironment } from "./server-settings.ts";

const launching = {
  environment: { PATH: "/bin", HOME: "/h", ANTHROPIC_API_KEY: "k", SECRET: "s", LD_PRELOAD: "x" },
  folder: "/w",
  shell: "/gate/bash",
  password: "p",
  isTrusted: true,
};
const settingsFor = (isTrusted: boolean): unknown =>
  JSON.parse(serverEnvironment({ ...launching, isTrusted })["OPENCODE_CONFIG_CONTENT"] ?? "");

describe("the settings of a server", () => {
  it("ask for each permission by its name, so that a general yes of the user's does not count", () => {
    const { permission } = settingsFor(true) as { permission: Record<string, string> };
    expect(new Set(Object.values(permission))).toEqual(new Set(["ask"]));
    expect(Object.keys(permission)).toEqual(
      expect.arrayContaining(["*", "bash", "edit", "read", "task", "webfetch"]),
    );
  });

  it("publish nothing, update nothing, and change no file after it was shown", () => {
    const wanted = { autoupdate: false, share: "disabled", formatter: false, shell: "/gate/bash" };
    expect(settingsFor(true)).toMatchObject(wanted);
  });

  it("use what a folder brings along only if it is trusted, but for words to the model", () => {
    const trusted = serverEnvironment(launching);
    const other = serverEnvironment({ ...launching, isTrusted: false });
    expect(trusted["OPENCODE_DISABLE_PROJECT_CONFIG"]).toBeUndefined();
    expect(other["OPENCODE_DISABLE_PROJECT_CONFIG"]).toBe("1");
    expect(settingsFor(true)).not.toHaveProperty("instructions");
    expect(settingsFor(false)).toMatchObject({ instructions: ["/w/AGENTS.md"] });
  });
});

describe("the environment of a server", () => {
  it("is made of named variables, and of keys for those who keep theirs there", () => {
    expect(cliEnvironment(launching.environment)).toEqual({
      PATH: "/bin",
      HOME: "/h",
      ANTHROPIC_API_KEY: "k",
      OPENCODE_DISABLE_AUTOUPDATE: "1",
    });
  });

  it("passes nothing on that would undo its settings", () => {
    const hostile = {
      OPENCODE_PERMISSION: '{"*":"allow"}',
      OPENCODE_CONFIG_CONTENT: "{}",
      OPENCODE_SERVER_PASSWORD: "known",
      OPENCODE_SERVER_USERNAME: "other",
    };
    const environment = serverEnvironment({ ...launching, environment: hostile });
    expect(environment["OPENCODE_SERVER_PASSWORD"]).toBe("p");
    expect(environment["OPENCODE_CONFIG_CONTENT"]).toContain("/gate/bash");
    expect(Object.keys(environment)).not.toContain("OPENCODE_PERMISSION");
    expect(Object.keys(environment)).not.toContain("OPENCODE_SERVER_USERNAME");
  });
});
