// Nobody reaches the agent by a network: it only dials out, and what listens beside it is the relay of this computer.

import { existsSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { startAgent } from "../testing/first-steps.ts";
import { listenersOf } from "../testing/listening-ports.ts";

let near: CommandLine;
let far: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  [near, far] = [await commandLine(), await commandLine()];
});
afterEach(async () => {
  await far.remove();
  await near.remove();
});

test.skipIf(!existsSync("/proc/net/tcp"))(
  "an agent listens at no port, and the relay it starts at one, as a process of its own",
  async () => {
    const withRelay = await startAgent(near);
    const { app, pid } = await near.json("status");
    const listeners = listenersOf(withRelay.pid);
    expect(listeners.map(({ port }) => String(port))).toEqual([new URL(String(app)).port]);
    expect(listeners.map((listener) => listener.pid)).not.toContain(pid);

    const alone = far.begin("up", "--relay", String(app));
    await alone.says("longrein");
    await expect.poll(async () => (await far.run("status")).code, { timeout: 30_000 }).toBe(0);
    expect(listenersOf(alone.pid)).toEqual([]);
  },
);
