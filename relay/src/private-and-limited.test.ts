// Relays that are not for everybody, and clients that knock too often: refused in the Worker, before any
// object is woken.

import { createExecutionContext, env } from "cloudflare:test";
import { expect, test } from "vitest";
import { toBase64url } from "@longrein/protocol/base64url";
import type { Leg } from "./admission.ts";
import { type Environment, parseSettings } from "./environment.ts";
import { newAgent, random } from "./testing/parties.ts";
import { relayUrl, upgradeHeaders } from "./testing/relay-client.ts";
import { mayPair, mayUpgrade } from "./traffic.ts";
import worker from "./worker.ts";

async function status(
  leg: Leg,
  sessionId: Uint8Array,
  variables: Partial<Environment>,
  extra: Record<string, string> = {},
): Promise<number> {
  const headers = { ...upgradeHeaders(leg, sessionId), ...extra };
  const request = new Request(`${relayUrl}/v1/${leg}`, { headers });
  const answer = await worker.fetch(request, { ...env, ...variables }, createExecutionContext());
  answer.webSocket?.accept();
  answer.webSocket?.close();
  return answer.status;
}

async function giveStatus(
  sessionId: Uint8Array,
  variables: Partial<Environment>,
  headers: Record<string, string> = {},
): Promise<number> {
  const [id, capability] = [toBase64url(random(16)), toBase64url(random(16))];
  const body = JSON.stringify({ sessionId: toBase64url(sessionId), id, capability });
  const request = new Request(`${relayUrl}/v1/nameplates`, { method: "POST", body, headers });
  request.headers.set("Content-Length", String(body.length));
  return (await worker.fetch(request, { ...env, ...variables }, createExecutionContext())).status;
}

test("with a list of session IDs, only those, on either leg and for nameplates", async () => {
  const { sessionId } = await newAgent();
  const ALLOWED_SESSIONS = toBase64url(sessionId);
  for (const leg of ["agent", "phone"] as const) {
    expect(await status(leg, sessionId, { ALLOWED_SESSIONS })).toBe(101);
    expect(await status(leg, random(16), { ALLOWED_SESSIONS })).toBe(403);
  }
  expect(await giveStatus(sessionId, { ALLOWED_SESSIONS })).toBe(201);
  expect(await giveStatus(random(16), { ALLOWED_SESSIONS })).toBe(403);
});

test.for([
  ["none", undefined, 403],
  ["another", "Bearer a-secret-of-many-letterz", 403],
  ["its beginning", "Bearer a-secret-of-many", 403],
  ["without the word", "a-secret-of-many-letters", 403],
  ["the right one", "Bearer a-secret-of-many-letters", 101],
] as const)(
  "with an enrolment secret, an agent that sends %s",
  async ([, authorization, expected]) => {
    const variables = { ENROLMENT_SECRET: "a-secret-of-many-letters" };
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const { sessionId } = await newAgent();
    expect(await status("agent", sessionId, variables, headers)).toBe(expected);
    expect(await giveStatus(sessionId, variables, headers)).toBe(expected === 101 ? 201 : 403);
  },
);

test("phones need no enrolment: without an agent they get nowhere", async () => {
  const variables = { ENROLMENT_SECRET: "a-secret-of-many-letters" };
  expect(await status("phone", random(16), variables)).toBe(101);
});

test("one address with one session is stopped after thirty; another address is not", async () => {
  const { sessionId } = await newAgent();
  const from = (address: string) => status("agent", sessionId, {}, { "CF-Connecting-IP": address });
  for (let i = 0; i < 30; i++) expect(await from("198.51.100.1")).toBe(101);
  expect(await from("198.51.100.1")).toBe(429);
  expect(await from("198.51.100.2")).toBe(101);
});

test("one address with ever new sessions is stopped after three hundred, many with one after 120", async () => {
  const settings = parseSettings({});
  const passed = async (
    count: number,
    address: (i: number) => string,
    session: (i: number) => string,
  ) => {
    let passages = 0;
    for (let i = 0; i < count; i++) {
      const headers = new Headers({ "CF-Connecting-IP": address(i) });
      const knock = { headers, settings, now: 3_600_000 };
      if (await mayUpgrade(knock, { leg: "phone", session: session(i) }, undefined)) passages++;
    }
    return passages;
  };
  const many = (i: number) => `203.0.113.${i % 200}`;
  expect(
    await passed(
      400,
      () => "198.51.100.3",
      (i) => `session ${i}`,
    ),
  ).toBe(300);
  expect(await passed(400, many, () => "one session")).toBe(120);
});

test("where addresses are not known, a claimed one counts for nothing", async () => {
  const { sessionId } = await newAgent();
  const variables = { CLIENT_ADDRESSES: "unknown" };
  const headers = { "CF-Connecting-IP": "198.51.100.4" };
  for (let i = 0; i < 40; i++) {
    expect(await status("agent", sessionId, variables, headers)).toBe(101);
  }
});

test("where addresses are not known, a session's phones are stopped after 120, and nobody else", async () => {
  const settings = parseSettings({ CLIENT_ADDRESSES: "unknown" });
  const passes = (leg: Leg, session: string) =>
    mayUpgrade({ headers: new Headers(), settings, now: 3_600_000 }, { leg, session }, undefined);
  for (let i = 0; i < 120; i++) expect(await passes("phone", "flooded")).toBe(true);
  expect(await passes("phone", "flooded")).toBe(false);
  expect(await passes("agent", "flooded")).toBe(true);
  expect(await passes("phone", "another")).toBe(true);
});

test("Cloudflare's own limit is asked too, with the network of the address", async () => {
  const keys: string[] = [];
  const CONNECT_LIMIT = {
    limit: async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: false };
    },
  };
  const headers = { "CF-Connecting-IP": "2001:db8::5" };
  expect(await status("agent", random(16), { CONNECT_LIMIT }, headers)).toBe(429);
  expect(keys).toEqual(["2001:db8:0:0"]);
});

test("ten nameplates a minute from one address, given or guessed together", async () => {
  const settings = parseSettings({});
  const headers = new Headers({ "CF-Connecting-IP": "198.51.100.5" });
  const knocks = Array.from({ length: 12 }, () =>
    mayPair({ headers, settings, now: 3_600_000 }, undefined),
  );
  expect((await Promise.all(knocks)).filter(Boolean)).toHaveLength(10);
  const refusing = { limit: () => Promise.resolve({ success: false }) };
  const other = new Headers({ "CF-Connecting-IP": "198.51.100.6" });
  expect(await mayPair({ headers: other, settings, now: 0 }, refusing)).toBe(false);
  const PAIRING_LIMIT = refusing;
  expect(await giveStatus(random(16), { PAIRING_LIMIT }, Object.fromEntries(other))).toBe(429);
});
