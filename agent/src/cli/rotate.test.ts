// Other keys for an agent, while it runs and while not, and what its phones find.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { pairPhone, startAgent } from "../testing/first-steps.ts";
import { until } from "../testing/until.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("a phone is told, the old session is nobody's, and a phone that pairs again finds the new one", async () => {
  const agent = await startAgent(cli);
  const phone = await pairPhone(cli, "one", "--role", "owner");
  await phone.come();
  const before = await cli.json("status");
  const { session } = await cli.json("rotate", "--session");
  await until(() => !phone.isAttached(), "the phone to be sent away");
  expect(phone.phone.closed).toBe("revoked");
  await agent.ended;
  expect(session).not.toBe(before["session"]);
  await startAgent(cli);
  await expect(phone.come()).rejects.toThrow("refused the phone");
  expect(await cli.json("status")).toMatchObject({ session, devices: 0 });
  await (await pairPhone(cli, "one", "--role", "owner")).come();
  expect(await cli.json("audit", "verify")).toMatchObject({ t: "whole" });
});

test("an agent that does not run gets another identity; which of both is to be said", async () => {
  const agent = await startAgent(cli);
  await cli.json("stop");
  await agent.ended;
  for (const flags of [[], ["--session", "--identity"]]) {
    const { code, error } = await cli.run("rotate", ...flags);
    expect([code, error]).toEqual([2, expect.stringContaining("either --session or --identity")]);
  }
  const { code, out } = await cli.run("rotate", "--identity");
  expect([code, out]).toEqual([0, expect.stringContaining("every phone has to be paired again")]);
  await startAgent(cli);
  expect(await cli.json("audit", "verify")).toMatchObject({ t: "whole" });
});
