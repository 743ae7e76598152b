// The app at one origin, the relay at another, as the hardened set-up of docs/self-hosting.md has it: the pairing link
// leads to the app and names the relay, the app's policy lets it dial that relay and no other, and the relay takes
// no phone but that app's.

import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { parsePairingLink } from "@longrein/protocol";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { CommandLine } from "../agent/src/testing/command-line.ts";
import { approvalOf, linkOf, shareDemoFolder } from "../agent/src/testing/first-steps.ts";
import { freePort } from "../agent/src/testing/free-port.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { answer, enterLink, pair } from "./demo-phone.ts";
import { type Certificate, makeCertificate, ownAddress, startWebServer } from "./own-server.ts";
import { type Phone, openPhone } from "./phone.ts";
import { until } from "./until.ts";

let folder: ThrowAwayFolder;
let certificate: Certificate;
let host: string;
let server: CommandLine;
let desk: CommandLine;
let proxy: ChildProcess;
let app: AppServer;
let phone: Phone;

beforeAll(async () => {
  await buildWhatIsStale();
  folder = await throwAwayFolder("longrein-app-elsewhere-");
  certificate = makeCertificate(folder);
  const ways = { port: await freePort(), relayPort: await freePort() };
  host = `${ownAddress}:${ways.port}`;
  app = await serveApp(undefined, [`https://${host}`, `wss://${host}`]);
  server = new CommandLine(await throwAwayFolder("longrein-server-"));
  Object.assign(server.environment, { PUBLIC_HOSTS: host, APP_ORIGIN: app.origin });
  const words = ["--for-everybody", "--without-app", "--listen", `127.0.0.1:${ways.relayPort}`];
  await server.begin("relay", "serve", ...words).says("the relay answers at");
  proxy = startWebServer("nginx", folder, ways, certificate);
});

beforeEach(async () => {
  desk = new CommandLine(await throwAwayFolder("longrein-desk-"));
  desk.environment["NODE_EXTRA_CA_CERTS"] = certificate.file;
  phone = await openPhone({ trustedKey: certificate.keyHash });
});

afterEach(async () => {
  await phone.close();
  await desk.remove();
});

afterAll(async () => {
  proxy.kill("SIGKILL");
  await server.remove();
  await app.close();
  await folder.remove();
});

async function startAgent(...flags: readonly string[]): Promise<void> {
  const agent = desk.begin("up", "--demo-driver", "--relay", `https://${host}`, ...flags);
  await agent.says("connected to the relay");
}

/** What a phone's upgrade from a page of this origin is answered with. */
function dialFrom(origin: string | undefined): Promise<number> {
  const socket = new WebSocket(
    `wss://${host}/v1/phone`,
    ["longrein.v1", "s.AAAAAAAAAAAAAAAAAAAAAA"],
    {
      rejectUnauthorized: false,
      ...(origin === undefined ? {} : { origin }),
    },
  );
  return new Promise<number>((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_, { statusCode = 0 }) => resolve(statusCode));
    socket.on("error", () => resolve(0));
  }).finally(() => socket.terminate());
}

test("a phone pairs by the app's own address, and approves over a relay that serves no page", async () => {
  await startAgent("--app", app.origin);
  await shareDemoFolder(desk, "slugs");
  const pairing = desk.begin("pair", "--role", "operator");
  const pairingLink = await linkOf(pairing);
  const { appOrigin, offer } = parsePairingLink(pairingLink);
  expect([appOrigin, offer.relayHost]).toEqual([app.origin, host]);

  await pair(phone, { said: pairing.out, type: pairing.type, started: { pairingLink } });
  await desk.json("runs", "new", "slugs", "repair", "the", "slugs");
  await approvalOf(desk, "edit slugify.js");
  await answer(phone, "slugify.js", "approve");
  await approvalOf(desk, "run ");
  expect(phone.complaints).toEqual([]);
  await phone.page.goto(`https://${host}/`);
  expect(await phone.page.textContent("body")).toBe("not found");
});

test("the relay takes phones from that app's origin and from no other", async () => {
  await until(
    "the proxy",
    () => dialFrom(app.origin),
    (status) => status === 101,
  );
  for (const origin of ["https://app.example.org", `${app.origin}0`, "null", undefined]) {
    expect([origin, await dialFrom(origin)]).toEqual([origin, 403]);
  }
});

test("an app whose policy does not name the relay cannot dial it", async () => {
  const another = await serveApp();
  try {
    await startAgent("--app", another.origin);
    const refused = await desk.run("pair");
    expect([refused.code, refused.error]).toEqual([4, expect.stringContaining("connect-src")]);
    const pairing = desk.begin("pair", "--with-other-app");
    await enterLink(phone, {
      said: pairing.out,
      type: pairing.type,
      started: { pairingLink: await linkOf(pairing) },
    });
    const complaints = () => phone.complaints.join("\n");
    await until("the browser to refuse", complaints, (said) => said.includes("connect-src"));
    expect(pairing.out()).not.toContain("wants to pair");
  } finally {
    await another.close();
  }
});
