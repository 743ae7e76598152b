// Phones from the command line, with real ones at the real relay: what a new one may do, and its end.

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { type PairedPhone, pairPhone, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
let phone: PairedPhone;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  await startAgent(cli);
  phone = await pairPhone(cli, "Ada's phone");
});
afterEach(async () => {
  phone.leave();
  await cli.remove();
});

describe("a paired phone", () => {
  it("is a viewer unless it was said otherwise, and is told of its new role at once", async () => {
    await phone.come();
    const { devices } = await cli.json("devices");
    expect(devices).toMatchObject([{ name: "Ada's phone", role: "viewer", here: true }]);
    await cli.json("devices", "role", "Ada's phone", "operator");
    expect(await phone.phone.ends()).toBe("renewing");
    phone.phone.heard.length = 0;
    await phone.come();
    expect(await phone.phone.hears("ready")).toMatchObject({ role: "operator" });
  });

  it("may approve or not apart from its role, as the desktop says, and is told so at once", async () => {
    await phone.come();
    const { devices } = await cli.json("devices");
    expect(devices).toMatchObject([{ role: "viewer", approver: false, saidNo: false }]);
    const given = await cli.run("devices", "role", "Ada's phone", "viewer", "--approver");
    expect(given.out).toBe('"Ada\'s phone" is viewer, approver from now on\n');
    expect(await phone.phone.ends()).toBe("renewing");
    phone.phone.heard.length = 0;
    await phone.come();
    expect(await phone.phone.hears("ready")).toMatchObject({ role: "viewer", approver: true });
    const taken = await cli.json("devices", "role", "Ada's phone", "operator", "--no-approver");
    expect(taken).toMatchObject({ role: "operator", approver: false });
    expect((await cli.run("devices")).out).toContain("operator, no approver");
    const lowered = await cli.run("devices", "role", "Ada's phone", "viewer");
    expect(lowered.out).toBe('"Ada\'s phone" is viewer, no approver from now on\n');
    expect((await cli.run("devices")).out).toContain("viewer, no approver");
    expect((await cli.json("devices"))["devices"]).toMatchObject([
      { role: "viewer", approver: false, saidNo: true },
    ]);
    await cli.json("devices", "role", "Ada's phone", "operator");
    for (const flags of [["--approver", "--no-approver"], ["--no-approver"]]) {
      const refused = await cli.run("devices", "role", "Ada's phone", "owner", ...flags);
      expect([refused.code, refused.error]).toEqual([2, expect.stringContaining("--no-approver")]);
    }
    const tablet = await pairPhone(cli, "tablet", "--role", "operator", "--no-approver");
    tablet.leave();
    const after = await cli.json("devices");
    expect(after["devices"]).toMatchObject([
      { name: "Ada's phone", role: "operator", approver: false },
      { name: "tablet", role: "operator", approver: false },
    ]);
  });

  it("that is revoked is cut within a second, though it is in a session, and is not let in again", async () => {
    await phone.come();
    // The command's own start is the machine's time, not the agent's: what counts begins when it asks.
    const revoked = cli.run("devices", "revoke", "Ada's phone", "--json");
    const cut = phone.phone.ends().then((reason) => ({ reason, at: performance.now() }));
    const { code } = await revoked;
    const told = performance.now();
    const { reason, at } = await cut;
    expect([code, reason]).toEqual([0, "revoked"]);
    expect(at - told).toBeLessThan(1_000);
    await expect(phone.come()).rejects.toThrow("the relay has refused the phone");
    expect((await cli.json("devices"))["devices"]).toEqual([]);
  });

  it("keeps its words whatever it is called, and names that are not clear are refused", async () => {
    const { devices: before } = await cli.json("devices");
    const other = await pairPhone(cli, "Ada's phone");
    const clash = await cli.run("devices", "rename", "Ada's phone", "old");
    expect([clash.code, clash.error]).toEqual([1, expect.stringContaining("could be any of")]);
    const marked = (await cli.run("devices")).out.match(/its name is another's, too/g);
    expect(marked).toHaveLength(2);
    const { devices } = await cli.json("devices");
    if (!Array.isArray(before) || !Array.isArray(devices)) throw new Error("expected lists");
    const first: { device: string; words: string } = before[0];
    await cli.json("devices", "rename", first.device.slice(0, 8), "old");
    const { out } = await cli.run("devices");
    expect(out).toContain(`"old"          viewer`);
    expect(out).toContain(first.words);
    expect(out).not.toContain("another's");
    expect(first.words).toMatch(/^([a-z]{5}-){3}[a-z]{5}$/);
    expect(new Set(devices.map(({ words }) => String(words))).size).toBe(2);
    other.leave();
  });
});
