import { expect, it } from "vitest";
import { defaultMode, modes, threadSettingsOf, turnSettingsOf } from "./modes.ts";

it("asks for everything unless another mode is chosen, and no mode asks for nothing", () => {
  expect(modes[0]).toBe(defaultMode);
  expect(defaultMode.approvalPolicy).toBe("untrusted");
  for (const { approvalPolicy, sandbox } of modes) {
    expect(["untrusted", "on-request"]).toContain(approvalPolicy);
    expect(["read-only", "workspace-write"]).toContain(sandbox);
  }
});

it.each(modes)(
  "$name: a thread only reads, a turn does as the mode says, without a network",
  (mode) => {
    const { approvalPolicy, sandbox } = mode;
    expect(threadSettingsOf(mode)).toMatchObject({
      approvalPolicy,
      sandbox: "read-only",
      config: { "features.unified_exec_tty": false },
    });
    const type = sandbox === "read-only" ? "readOnly" : "workspaceWrite";
    expect(turnSettingsOf(mode)).toMatchObject({
      approvalPolicy,
      sandboxPolicy: { type, networkAccess: false },
    });
  },
);
