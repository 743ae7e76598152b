import { expect, it } from "vitest";
import { defaultMode, modes, threadSettings, turnSettings } from "./modes.ts";

it("asks for everything, and offers no mode in which commands run unasked", () => {
  expect(modes).toEqual([defaultMode]);
  expect([threadSettings, turnSettings].map(({ approvalPolicy }) => approvalPolicy)).toEqual([
    "untrusted",
    "untrusted",
  ]);
});

it("a thread only reads, a turn writes in its folder, without a network", () => {
  expect(threadSettings).toMatchObject({
    approvalPolicy: "untrusted",
    sandbox: "read-only",
    config: { "features.unified_exec_tty": false },
  });
  expect(turnSettings).toMatchObject({
    approvalPolicy: "untrusted",
    sandboxPolicy: { type: "workspaceWrite", networkAccess: false },
  });
});
