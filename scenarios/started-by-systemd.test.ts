// `longrein service install` under a real systemd: it starts, keeps its words, comes back when it was killed and stays
// away when the kill switch was used, goes on as another version, and leaves nothing.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { version } from "../agent/src/cli/version.ts";
import { CommandLine, commandLine } from "../agent/src/testing/command-line.ts";
import { pairPhone } from "../agent/src/testing/first-steps.ts";
import { freePort } from "../agent/src/testing/free-port.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { packagedDoor } from "./own-server.ts";
import { until } from "./until.ts";
import { type UserSystemd, startUserSystemd, whyNoSystemd } from "./user-systemd.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });
const whyNot = whyNoSystemd();
const service = "longrein.service";
const nextVersion = "98.76.54";

let cli: CommandLine;
let systemd: UserSystemd;

beforeAll(() => buildWhatIsStale());

describe.skipIf(whyNot !== undefined)(
  `as a service of systemd${whyNot ? `: ${whyNot}` : ""}`,
  () => {
    beforeEach(async () => {
      cli = await commandLine();
      systemd = await startUserSystemd(cli.folder, await cli.folder.makeFolder("ada"));
      Object.assign(cli.environment, systemd.environment);
      const settings = {
        relay: "embedded",
        embeddedRelay: { port: await freePort() },
        drivers: ["demo"],
      };
      writeFileSync(`${cli.folder.path}/config.json`, JSON.stringify(settings), { mode: 0o600 });
    });

    afterEach(async () => {
      await systemd.end();
      await cli.remove();
    });

    test("it starts by itself, says so in the log, comes back after a kill -9, and leaves nothing", async () => {
      const { installed } = await cli.json("service", "install");
      expect(installed).toBe(true);
      await linked();
      expect(systemd.control("is-enabled", service)).toBe("enabled");
      expect((await cli.run("logs")).out).toContain("connected to the relay");

      const before = await cli.json("status");
      systemd.control("kill", "--signal=KILL", service);
      await until(
        "a restart",
        () => property("NRestarts"),
        (count) => count === "1",
        60_000,
      );
      await linked();
      const after = await cli.json("status");
      expect(after["startedAt"]).not.toBe(before["startedAt"]);
      expect((await cli.run("logs")).out.match(/connected to the relay/g)).toHaveLength(2);

      const removed = await cli.json("service", "uninstall");
      expect(removed).toMatchObject({ installed: false, wasThere: true });
      expect((await cli.run("status")).code).toBe(3);
      expect(unitFiles()).toEqual([]);
      expect(property("LoadState")).toBe("not-found");
      expect(systemd.control("list-units", "--all", "--plain", "--no-legend", "longrein*")).toBe(
        "",
      );
    });

    test("another version takes its place with all that was paired, when the service is installed again", async () => {
      await cli.json("service", "install");
      await linked();
      const phone = await pairPhone(cli, "Ada's phone", "--role", "operator");
      phone.leave();
      const door = await packagedDoor(await cli.folder.makeFolder("package"));
      renameVersion(join(door, "../../lib"), version, nextVersion);

      const next = new CommandLine(cli.folder, door);
      Object.assign(next.environment, systemd.environment);
      await next.json("service", "install");
      await linked();
      expect((await next.json("status"))["version"]).toBe(nextVersion);
      expect(property("ExecStart")).toContain(door);
      await phone.come();
      const { devices } = await next.json("devices");
      expect(devices).toMatchObject([{ name: "Ada's phone", here: true }]);
      phone.leave();
    });

    test("the kill switch ends it for good, what else runs here is not taken for it, and uninstalling ends it, too", async () => {
      await cli.json("service", "install");
      await linked();
      await cli.json("kill");
      const ended = (state: string) => state === "failed" || state === "inactive";
      await until("its end", () => property("ActiveState"), ended, 30_000);
      // Longer than systemd waits before it starts a service again.
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      expect([property("NRestarts"), ended(property("ActiveState"))]).toEqual(["0", true]);

      await cli.json("kill", "--release");
      await cli.json("start");
      const again = await cli.run("service", "install");
      expect([again.code, again.error]).toEqual([4, expect.stringContaining("not as a service")]);
      await cli.json("stop");
      await cli.json("service", "install");
      await linked();

      // Of its own: the one that the tests share is to stay.
      cli.environment["XDG_CACHE_HOME"] = `${cli.folder.path}/cache`;
      const { parts } = await cli.json("uninstall", "--yes");
      expect(parts).toContainEqual(expect.objectContaining({ name: "service" }));
      expect([unitFiles(), existsSync(cli.stateFolder)]).toEqual([[], false]);
      expect(property("LoadState")).toBe("not-found");
    });
  },
);

const property = (name: string) =>
  systemd.control("show", "--value", `--property=${name}`, service);

function linked(): Promise<boolean> {
  const look = async () => {
    const { code, out } = await cli.run("status", "--json");
    return code === 0 && out.includes('"link":"ready"');
  };
  return until("the agent to be linked", look, Boolean, 60_000);
}

function unitFiles(): readonly string[] {
  const folder = `${cli.environment["HOME"]}/.config/systemd`;
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  return found.filter((path) => path.includes("longrein"));
}

function renameVersion(folder: string, from: string, to: string): void {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    writeFileSync(join(folder, name), text.replaceAll(`"${from}"`, `"${to}"`));
  }
}
