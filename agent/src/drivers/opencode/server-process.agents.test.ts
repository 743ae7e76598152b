// The server as a process: nobody but us gets in, and it ends with us, however we end.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandOf, isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import { openCodeEnvironment } from "../../testing/agents/opencode-fixture.ts";
import { Place } from "../../testing/agents/place.ts";
import { until } from "../../testing/until.ts";
import { OpenCodeFailure } from "./failures.ts";
import { ServerClient } from "./server-client.ts";
import { startServer } from "./server-process.ts";

let place: Place;
beforeEach(async () => {
  place = await Place.make();
});
afterEach(() => place.remove());

const launch = () => ({
  command: commandOf(pinnedAgents.opencode),
  environment: openCodeEnvironment(place),
  folder: place.folder,
  shell: "/bin/bash",
  isTrusted: true,
});

describe.skipIf(!isInstalled(pinnedAgents.opencode))("a server of OpenCode's", () => {
  it("answers nobody without its password, and is gone when it is stopped", async () => {
    const server = await startServer(launch());
    const client = new ServerClient(server.url, server.password);
    expect(await client.get("/global/health")).toMatchObject({ healthy: true });
    expect((await fetch(`${server.url}/session`)).status).toBe(401);
    await expect(new ServerClient(server.url, "guess").get("/session")).rejects.toThrow(
      OpenCodeFailure,
    );
    await server.stop();
    expect(place.processes()).toEqual([]);
    await expect(client.get("/global/health")).rejects.toThrow("did not answer");
  });

  it("ends when the program that started it is killed", async () => {
    const module = join(import.meta.dirname, "server-process.ts");
    const starter = `import { startServer } from ${JSON.stringify(module)};
await startServer(${JSON.stringify(launch())});
console.log("started");
setInterval(() => undefined, 1000);`;
    const words = ["--input-type=module-typescript", "--eval", starter];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
    const complaints = text(child.stderr);
    const first = await Promise.race([once(child.stdout, "data"), complaints]);
    expect(String(first)).toContain("started");
    expect(place.processes().length).toBeGreaterThan(0);
    child.kill("SIGKILL");
    await until(() => place.processes().length === 0, "it to end", 20_000);
    expect(place.processes()).toEqual([]);
  });

  it("says so when there is no such program", async () => {
    const missing = { ...launch(), command: join(place.bin, "opencode") };
    await expect(startServer(missing)).rejects.toMatchObject({
      next: expect.stringContaining("npm install"),
    });
  });
});
