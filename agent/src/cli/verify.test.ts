// An app for machines at several relays: whether it is taken for ours says the setting that names them.

import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../../../scripts/serve-app.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { originsOf } from "../verify/app-elsewhere.ts";

const [own, barn, mill] = ["relay", "barn", "mill"].map((name) => `https://${name}.example.org`);
let cli: CommandLine;
let app: AppServer | undefined;
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  cli.environment["LONGREIN_RELAY"] = own ?? "";
});
afterEach(async () => {
  await app?.close();
  await cli.remove();
});

/** This machine's own, which may dial these. */
async function serve(...origins: readonly string[]): Promise<void> {
  app = await serveApp(undefined, origins);
  cli.environment["LONGREIN_APP"] = app.origin;
}

const urls = (...relays: readonly (string | undefined)[]) =>
  relays.map((each = "") => new URL(each));

it("is so with the relays that are named, no fewer and no more", async () => {
  await serve(...originsOf(...urls(own, barn, mill)));
  const found = await cli.run("verify");
  expect(found.code).toBe(1);
  expect(found.out).toContain(
    `lets the app dial ${originsOf(...urls(barn, mill)).join(" ")}, named`,
  );
  const [, hint = ""] =
    /hint: if all of these relays are yours, longrein (.*), and/.exec(found.error) ?? [];
  expect(hint).toBe(`config set appRelays ${barn},${mill}`);
  await cli.json("config", "set", "appRelays", String(barn));
  expect((await cli.run("verify")).error).toContain(`config set appRelays ${barn},${mill}, and`);
  await cli.json(...hint.split(" "));
  expect((await cli.run("verify")).code).toBe(0);
  await cli.json("config", "set", "appRelays", `${barn},${mill},https://byre.example.org`);
  const fewer = await cli.run("verify");
  expect([fewer.code, fewer.error]).toEqual([
    1,
    expect.stringContaining("do not open it on a phone"),
  ]);
});

it("is never said with what nobody should type, nor where anything else is changed, nor of somebody else's app", async () => {
  const warned = expect.stringContaining("do not open it on a phone");
  await serve(...originsOf(...urls(own)), "https://barn.example.org$(id)");
  expect((await cli.run("verify")).error).toEqual(warned);
  await app?.close();
  await serve(...originsOf(...urls(own, barn)));
  app?.spoil("icon.svg");
  expect((await cli.run("verify")).error).toEqual(warned);
  await app?.close();
  await serve(...originsOf(...urls(own, barn)));
  delete cli.environment["LONGREIN_APP"];
  expect((await cli.run("verify", app?.origin ?? "", "--relay", own ?? "")).error).toEqual(warned);
});

it("names relays by https and by nothing behind their names", async () => {
  for (const wrong of [
    "barn.example.org",
    "http://barn.example.org",
    "https://barn.example.org/x",
  ]) {
    expect((await cli.run("config", "set", "appRelays", wrong)).error).toContain("appRelays");
  }
});
