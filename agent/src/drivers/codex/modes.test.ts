import { expect, it } from "vitest";
import { defaultMode, modes, threadSettingsOf, turnSettingsOf } from "./modes.ts";

it("asks for everything, and offers no mode in which commands run unasked", () => {
  expect(modes).toEqual([defaultMode]);
  expect(modes.map(({ approvalPolicy }) => approvalPolicy)).toEqual(["untrusted"]);
});

it("a thread only reads, a turn writes in its folder, without a network", () => {
  expect(threadSettingsOf(defaultMode)).toMatchObject({
    approvalPolicy: "untrusted",
    sandbox: "read-only",
    config: { "features.unified_exec_tty": false },
  });
  expect(turnSettingsOf(defaultMode)).toMatchObject({
    approvalPolicy: "untrusted",
    sandboxPolicy: { type: "workspaceWrite", networkAccess: false },
  });
});
