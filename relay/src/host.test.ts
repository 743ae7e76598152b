// Hosts a relay answers for, and what is no host at all.

import { createExecutionContext, env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { parseSettings } from "./environment.ts";
import { refuseHost } from "./host.ts";
import { upgradeHeaders } from "./testing/relay-client.ts";
import { random } from "./testing/parties.ts";
import worker from "./worker.ts";

const open = parseSettings({});
const own = parseSettings({ PUBLIC_HOSTS: "relay.test, 127.0.0.1, [::1], desk.test:8443" });
const at = (host: string, settings = own) =>
  refuseHost({ url: `http://${host}/health`, host }, settings);

test.for([
  "relay.test",
  "RELAY.test",
  "relay.test:8787",
  "127.0.0.1:8787",
  "[::1]:8787",
  "desk.test:8443",
])("%s is its own", (host) => {
  expect(at(host)).toBeUndefined();
  expect(at(host, open)).toBeUndefined();
});

test.for([
  "rogue.test",
  "relay.test.rogue.test",
  "relay.test.",
  "127.0.0.2",
  "[::2]",
  "desk.test:1",
])("%s is another's, and anybody's when none were given", (host) => {
  expect(at(host)).toBe(421);
  expect(at(host, open)).toBeUndefined();
});

test.for([
  "",
  "127.0.0.1 evil",
  "evil@127.0.0.1",
  "127.0.0.1/x",
  "127.0.0.1?x",
  "127.0.0.1#x",
  "127.0.0.1:port",
  "127.0.0.1:99999",
  "127.0.0.1,rogue.test",
  "[::1",
  "a%2fb",
  "näme.test",
  "a".repeat(300),
])("%j is no host", (host) => {
  expect(at(host)).toBe(400);
  expect(at(host, open)).toBe(400);
});

test("an address that names a user is none, whatever the header says", () => {
  expect(refuseHost({ url: "http://evil@127.0.0.1/", host: null }, open)).toBe(400);
});

describe("every path asks for the host first", () => {
  const statusOf = async (url: string, init: RequestInit = {}) => {
    const environment = { ...env, PUBLIC_HOSTS: "relay.test" };
    const request = new Request(url, init);
    const answer = await worker.fetch(request, environment, createExecutionContext());
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    return `${answer.status} ${await answer.text()}`;
  };

  test.for<[string, RequestInit, string]>([
    ["/health", {}, "200 ok"],
    ["/.well-known/longrein", {}, "200 {"],
    ["/assets/none.js", {}, "404 not found"],
    ["/v1/agent", { headers: upgradeHeaders("agent", random(16)), method: "POST" }, "405 "],
    ["/v1/phone", { headers: upgradeHeaders("phone", random(16)), method: "POST" }, "405 "],
    ["/v1/nameplates", { method: "POST" }, "400 bad request"],
    ["/v1/nameplates/claim", { method: "POST" }, "403 forbidden"],
  ])("%s", async ([path, init, expected]) => {
    expect(await statusOf(`https://relay.test${path}`, init)).toContain(expected);
    expect(await statusOf(`https://rogue.test${path}`, init)).toBe("421 misdirected request");
  });
});
