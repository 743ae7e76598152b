// The app as it is built, at an origin of its own whose policy names a relay.

import { afterAll, beforeAll, expect, test } from "vitest";
import { appFolder } from "../../../scripts/build.ts";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../../../scripts/serve-app.ts";
import { originsOf } from "./app-elsewhere.ts";
import { manifestOfFolder } from "./manifest-of-folder.ts";
import { verifyApp } from "./verify-app.ts";

const ours = originsOf(new URL("https://relay.example.org"));
const theirs = originsOf(new URL("https://evil.example"));

let app: AppServer;

beforeAll(async () => {
  await buildWhatIsStale();
  app = await serveApp(undefined, ours);
});

afterAll(() => app.close());

async function differing(relayOrigins?: readonly string[]): Promise<readonly string[]> {
  const manifest = await manifestOfFolder(appFolder, "0.1.0");
  const known = { manifest, folder: appFolder };
  const { differences } = await verifyApp(new URL(app.origin), known, { relayOrigins });
  return differences.map(({ path, what }) => `${path} ${what}`);
}

test("an app elsewhere whose policy names the agent's relay is the one that was shipped", async () => {
  expect(await differing(ours)).toEqual([]);
});

test.each([
  ["another relay", theirs, " sends content-security-policy: "],
  ["one relay more", [...ours, ...theirs], " sends content-security-policy: "],
  ["no relay", undefined, ` lets the app dial ${ours.join(" ")}, named neither`],
  ["one scheme less", ours.slice(1), ` lets the app dial ${ours[0]}, named neither`],
])("to somebody who expects %s in its policy it is another app", async (_, expected, said) => {
  const found = await differing(expected);
  const policies = found.filter((line) => line.includes(said));
  const [rest, ...more] = found.filter((line) => !policies.includes(line));
  expect(policies.length).toBeGreaterThan(10);
  expect([rest, more]).toEqual([expect.stringMatching(/^\/sw\.js differs from byte \d+ on: /), []]);
});

test("a changed file of it is found", async () => {
  app.spoil("icon.svg");
  expect(await differing(ours)).toEqual([
    expect.stringMatching(/^\/icon\.svg differs from byte \d+ on: /),
  ]);
});
