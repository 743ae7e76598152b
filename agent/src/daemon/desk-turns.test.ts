// A turn of a run ends when all that it began has ended.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
});
afterEach(() => on.remove());

describe("a coding agent that does not wait for its command", () => {
  it("has not ended its turn before the command is gone", async () => {
    const phone = on.addPhone();
    const inWorkspace = (name: string) => join(on.workspace.path, name);
    const farewell = "trap 'sleep 0.3; echo gone > ran; exit' TERM";
    const script = `${farewell}; echo up > up; while :; do sleep 0.02; done`;
    on.puppet = async (run) => {
      const shell = { program: "/bin/sh", script };
      const rest = { cwd: run.folder, environment: [], operands: [] };
      void run.perform({ t: "command", tool: "shell", shell, ...rest }, "wait", "");
      await on.until(() => existsSync(inWorkspace("up")), "the command to be up");
    };
    const [told] = await on.submit(phone, phone.open());
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.untilRun(told?.run ?? randomBytes(16), "done");
    expect(readFileSync(inWorkspace("ran"), "utf8")).toBe("gone\n");
  });
});
