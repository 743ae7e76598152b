// The configuration file: what is read, what is refused, and who wins.

import { describe, expect, it } from "vitest";
import { effectiveSettings } from "./effective.ts";
import { placesFrom } from "./places.ts";
import { publicOrigin, relayOrigin } from "./relay-address.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { readSettings, writeSettings } from "./settings.ts";

describe("the configuration file", () => {
  it("of the first version holds as it did", () => {
    const first = {
      relay: "https://relay.example.org",
      relaySecret: "a secret of a relay",
      embeddedRelay: { port: 8_787, address: "127.0.0.1", publicUrl: "https://desk.example.org" },
      machine: "desk",
      workspaces: [{ name: "slugs", folder: "/home/ada/slugs", shared: true }],
      drivers: ["claude"],
      policy: "strict",
      retentionDays: 14,
      spendLimitDollars: 10,
    };
    expect(readSettings(JSON.stringify(first))).toEqual(first);
  });

  it("is read as it was written", () => {
    const settings = {
      relay: "embedded",
      embeddedRelay: { port: 8_787 },
      workspaces: [{ name: "slugs", folder: "/home/ada/slugs", shared: false }],
      policy: "strict" as const,
      retentionDays: 0,
    };
    expect(readSettings(writeSettings(settings))).toEqual(settings);
    expect(readSettings("{}")).toEqual({});
  });

  it.each([
    ['{"relais":"x"}', 'there is no setting "relais"'],
    ['{"embeddedRelay":{"prot":1}}', 'there is no setting "prot" in config.embeddedRelay'],
    ['{"workspaces":[{"name":"a","folder":"/a","shared":true,"x":1}]}', "config.workspaces[0]"],
    [
      '{"workspaces":[{"name":"a\\u202eb","folder":"/a","shared":true}]}',
      String.raw`config.workspaces[0].name holds \u{202e}, which nobody sees`,
    ],
    ['{"policy":"lax"}', "expected one of strict, balanced, trusted at config.policy"],
    ['{"retentionDays":-1}', "config.retentionDays"],
    ['{"relay":"a","relay":"b"}', "duplicate key"],
    ["{", "expected JSON"],
    ["[]", "expected an object"],
  ])("%s is refused and said why", (source, why) => {
    expect(() => readSettings(source)).toThrow(why);
  });
});

describe("what holds", () => {
  it("is the environment's before the file's before the default, and says so", () => {
    const file = { policy: "strict" as const, machine: "from the file" };
    const environment = { LONGREIN_POLICY: "trusted", LONGREIN_DRIVERS: "codex,demo" };
    const { settings, explained } = effectiveSettings(file, environment, "host");
    expect(settings).toMatchObject({
      policy: "trusted",
      machine: "from the file",
      retentionDays: 14,
    });
    expect(settings.drivers).toEqual(["codex", "demo"]);
    const origins = Object.fromEntries(explained.map(({ name, origin }) => [name, origin]));
    expect(origins).toMatchObject({
      policy: "environment",
      machine: "file",
      retentionDays: "default",
    });
  });

  it.each([
    ["LONGREIN_RETENTION_DAYS", "two weeks"],
    ["LONGREIN_RETENTION_DAYS", "-1"],
    ["LONGREIN_SPEND_LIMIT", "1e9"],
    ["LONGREIN_POLICY", "lax"],
  ])("is nothing when %s says %s: that is refused by name", (variable, said) => {
    expect(() => effectiveSettings({}, { [variable]: said }, "host")).toThrow(variable);
  });
});

describe("places", () => {
  it("follow XDG, and relative paths are ignored as it says", () => {
    expect(placesFrom({}, "/home/ada")).toEqual({
      configFile: "/home/ada/.config/longrein/config.json",
      stateFolder: "/home/ada/.local/state/longrein",
    });
    const environment = { XDG_CONFIG_HOME: "/c", XDG_STATE_HOME: "s", LONGREIN_STATE_DIR: "x" };
    expect(placesFrom(environment, "/home/ada")).toEqual({
      configFile: "/c/longrein/config.json",
      stateFolder: "/home/ada/.local/state/longrein",
    });
    expect(placesFrom({ LONGREIN_STATE_DIR: "/s/" }, "/home/ada").stateFolder).toBe("/s");
  });
});

describe("a relay's address", () => {
  it.each([
    ["https://relay.example.org", "https://relay.example.org"],
    ["HTTPS://Relay.Example.org:443/", "https://relay.example.org"],
    ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
    ["http://localhost:8787/", "http://localhost:8787"],
    ["http://[::1]:8787", "http://[::1]:8787"],
  ])("%s is taken as %s", (given, origin) => {
    expect(relayOrigin(given)).toBe(origin);
  });

  it.each([
    "http://relay.example.org",
    "http://127.0.0.1.example.org",
    "http://192.168.0.2:8787",
    "wss://relay.example.org",
    "https://relay.example.org/path",
    "https://relay.example.org/?q",
    "https://ada@relay.example.org",
    "relay.example.org",
    "",
  ])("%s is refused", (given) => {
    expect(() => relayOrigin(given)).toThrow(/not the address|not encrypted/);
  });
});

describe("the address phones are told", () => {
  it("is https, since a browser runs the app nowhere else", () => {
    expect(publicOrigin("https://desk.example.org/")).toBe("https://desk.example.org");
    for (const given of ["http://desk.example.org", "http://127.0.0.1:8787", "desk.example.org"]) {
      expect(() => publicOrigin(given)).toThrow(UserFailure);
    }
  });
});
