// One phone and two machines, each by a relay of its own, with the app from a third place whose policy names both: one
// queue, and what befalls one relay leaves the other's machine alone.

import type { ChildProcess } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { CommandLine } from "../agent/src/testing/command-line.ts";
import { approvalOf, linkOf, shareDemoFolder } from "../agent/src/testing/first-steps.ts";
import { freePort } from "../agent/src/testing/free-port.ts";
import { originsOf } from "../agent/src/verify/app-elsewhere.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { answer, answerWithinMs, pair } from "./demo-phone.ts";
import {
  type Certificate,
  type Ways,
  makeCertificate,
  ownAddress,
  startWebServer,
} from "./own-server.ts";
import { type Phone, openPhone } from "./phone.ts";

interface Place {
  /** Of its machine. */
  readonly name: string;
  readonly folder: ThrowAwayFolder;
  readonly ways: Ways;
  readonly server: CommandLine;
  readonly desk: CommandLine;
  proxy?: ChildProcess;
}

const soon = { timeout: 2 * answerWithinMs };
let certificate: Certificate;
let app: AppServer;
let press: Place;
let barn: Place;
let phone: Phone;

beforeEach(async () => {
  await buildWhatIsStale();
  [press, barn] = [await place("press"), await place("barn")];
  certificate = makeCertificate(press.folder);
  const relays = [press, barn].map((each) => new URL(`https://${hostOf(each)}`));
  app = await serveApp(undefined, originsOf(...relays));
  phone = await openPhone({ trustedKey: certificate.keyHash });
  for (const each of [press, barn]) await startPlace(each);
});

afterEach(async () => {
  await phone.close();
  for (const { proxy, desk, server, folder } of [press, barn]) {
    await desk.remove();
    proxy?.kill("SIGKILL");
    await server.remove();
    await folder.remove();
  }
  await app.close();
});

const hostOf = ({ ways }: Place): string => `${ownAddress}:${ways.port}`;
const rowOf = (name: string) => phone.page.getByTestId("machine-row").filter({ hasText: name });
const open = (page: string) => phone.page.evaluate((to) => location.assign(`#/${to}`), page);

async function place(name: string): Promise<Place> {
  const make = () => throwAwayFolder(`longrein-${name}-`);
  const ways = { port: await freePort(), relayPort: await freePort() };
  const [server, desk] = [new CommandLine(await make()), new CommandLine(await make())];
  desk.environment["LONGREIN_MACHINE"] = name;
  return { name, folder: await make(), ways, server, desk };
}

/** Its relay, its machine, and the phone's pairing with that. */
async function startPlace(each: Place): Promise<void> {
  const { server, desk, ways } = each;
  Object.assign(server.environment, { PUBLIC_HOSTS: hostOf(each), APP_ORIGIN: app.origin });
  const words = ["--for-everybody", "--without-app", "--listen", `127.0.0.1:${ways.relayPort}`];
  await server.begin("relay", "serve", ...words).says("the relay answers at");
  startProxy(each);
  desk.environment["NODE_EXTRA_CA_CERTS"] = certificate.file;
  const relay = ["--relay", `https://${hostOf(each)}`, "--app", app.origin];
  await desk.begin("up", "--demo-driver", ...relay).says("connected to the relay");
  await shareDemoFolder(desk, `${each.name}-slugs`);
  await nameOtherRelay(each);
  const pairing = desk.begin("pair", "--role", "operator");
  const started = { pairingLink: await linkOf(pairing) };
  await pair(phone, { said: pairing.out, type: pairing.type, started });
}

/** By itself a machine expects an app that names its own relay alone; it says which setting names another. */
async function nameOtherRelay({ desk, name }: Place): Promise<void> {
  const others = [press, barn].filter((each) => each.name !== name);
  const [other = ""] = others.map((each) => `https://${hostOf(each)}`);
  const refused = await desk.run("pair", "--role", "operator");
  expect([refused.code, refused.error]).toEqual([4, expect.stringContaining(`dial ${other} `)]);
  expect(refused.error).toContain("appRelays");
  const found = await desk.run("verify");
  expect([found.code, found.error]).toEqual([
    1,
    expect.stringContaining(`longrein config set appRelays ${other}, and verify again`),
  ]);
  await desk.json("config", "set", "appRelays", other);
  expect((await desk.run("verify")).code).toBe(0);
}

function startProxy(each: Place): void {
  each.proxy = startWebServer("nginx", each.folder, each.ways, certificate);
}

test("a phone with a machine at each of two relays goes on with one while the other relay is down", async () => {
  for (const { desk, name } of [press, barn]) {
    await desk.json("runs", "new", `${name}-slugs`, "repair", "the", "slugs");
    await approvalOf(desk, "edit slugify.js");
  }
  const cards = phone.page.locator("[data-testid=approval-card]:not([data-stage=resolved])");
  await expect.poll(() => cards.count(), soon).toBe(2);
  const named = cards.getByTestId("on-machine");
  expect(new Set(await named.allInnerTexts())).toEqual(new Set(["press", "barn"]));

  press.proxy?.kill("SIGKILL");
  await open("machines");
  await expect.poll(() => rowOf("press").getAttribute("data-link"), soon).not.toBe("ready");
  await expect.poll(() => rowOf("press").innerText(), soon).toMatch(/as of \d\d:\d\d/);
  expect(await rowOf("barn").getAttribute("data-link")).toBe("ready");
  await open("");
  await answer(phone, "barn", "approve");
  await approvalOf(barn.desk, "run ");
  await answer(phone, "--test", "approve");
  await expect.poll(async () => (await barn.desk.run("runs")).out, soon).toContain("done");
  expect((await press.desk.run("approvals")).out).toContain("edit slugify.js");

  startProxy(press);
  await open("machines");
  await expect.poll(() => rowOf("press").getAttribute("data-link"), soon).toBe("ready");
  await open("");
  await answer(phone, "press", "approve");
  await approvalOf(press.desk, "run ");
});
