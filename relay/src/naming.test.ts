// What an object is called: names are what lists, metrics and files of whoever runs the relay hold.

import { env, listDurableObjectIds } from "cloudflare:test";
import { expect, test } from "vitest";
import { toBase64url } from "@longrein/protocol/base64url";
import { objectName } from "./agent-proof.ts";
import { newPair, random } from "./testing/parties.ts";

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

test("an object is named by a hash, so that no list of names holds a session ID", async () => {
  const sessionId = random(16);
  const expected = await crypto.subtle.digest("SHA-256", sessionId);
  expect(await objectName(sessionId)).toBe(hex(new Uint8Array(expected)));
});

test("the object that a session wakes is the one of the hashed name, and no other", async () => {
  const { agent } = await newPair("awake");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", agent.sessionId));
  const woken = (await listDurableObjectIds(env.SWITCHBOARD)).map((id) => id.toString());
  expect(woken).toEqual([env.SWITCHBOARD.idFromName(hex(hash)).toString()]);
  for (const name of [toBase64url(agent.sessionId), hex(agent.sessionId)]) {
    expect(woken).not.toContain(env.SWITCHBOARD.idFromName(name).toString());
  }
});
