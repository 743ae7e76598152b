// Nameplates through the real Worker and object, thrown out of memory in between; and the ways into an
// itty-durable object that must stay shut.

import {
  SELF,
  createExecutionContext,
  env,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { toBase64url } from "@longrein/protocol/base64url";
import { refusalsMax } from "./nameplate.ts";
import { random } from "./testing/parties.ts";
import { relayUrl } from "./testing/relay-client.ts";
import worker from "./worker.ts";

const sixteen = () => toBase64url(random(16));
const newTicket = () => ({ sessionId: sixteen(), id: sixteen(), capability: sixteen() });

function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return SELF.fetch(relayUrl + path, { method: "POST", body: text, headers });
}

const give = (ticket: object) => post("/v1/nameplates", ticket);
const claim = (nameplate: string, by = sixteen()) =>
  post("/v1/nameplates/claim", { nameplate, claim: by }, { Origin: relayUrl });

async function given(ticket: object): Promise<string> {
  const answer = await give(ticket);
  const body: { nameplate: string; seconds: number } = await answer.json();
  expect(answer.status).toBe(201);
  expect(body).toEqual({
    nameplate: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}$/),
    seconds: 300,
  });
  return body.nameplate;
}

const stubOf = (nameplate: string) => env.REGISTRY.get(env.REGISTRY.idFromName(nameplate));

describe.each(["awake", "naps"])("%s", (mode) => {
  const nap = async (nameplate: string) => {
    if (mode === "naps") await evictDurableObject(stubOf(nameplate));
  };

  test("the phone gets what the agent left, once", async () => {
    const ticket = newTicket();
    const nameplate = await given(ticket);
    await nap(nameplate);
    const by = sixteen();
    const first = await claim(nameplate, by);
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual(ticket);
    await nap(nameplate);
    expect((await claim(nameplate)).status).toBe(409);
    await nap(nameplate);
    const lostAnswer = await claim(nameplate, by);
    expect(await lostAnswer.json()).toEqual(ticket);
  });

  test("of a hundred phones one gets it", async () => {
    const nameplate = await given(newTicket());
    await nap(nameplate);
    const answers = await Promise.all(Array.from({ length: 100 }, () => claim(nameplate)));
    const granted = answers.filter(({ status }) => status === 200);
    expect(granted).toHaveLength(1);
  });

  test("too many refusals end it, also for the one who had it", async () => {
    const nameplate = await given(newTicket());
    const by = sixteen();
    await claim(nameplate, by);
    for (let i = 0; i < refusalsMax; i++) {
      await nap(nameplate);
      expect((await claim(nameplate)).status).toBe(409);
    }
    await nap(nameplate);
    expect((await claim(nameplate, by)).status).toBe(404);
  });

  test("when its time is over nothing is left, not even on the disk", async () => {
    const nameplate = await given(newTicket());
    await nap(nameplate);
    expect(await runDurableObjectAlarm(stubOf(nameplate))).toBe(true);
    expect((await claim(nameplate)).status).toBe(404);
    const rows = await runInDurableObject(stubOf(nameplate), async (_, state) => {
      return (await state.storage.list()).size;
    });
    expect(rows).toBe(0);
  });
});

/** A ticket in which this field is there once more, with another value. */
const twice = (name: string) =>
  JSON.stringify(newTicket()).replace("{", `{"${name}":"${sixteen()}",`);

test("what was stored is there before the first call: an alarm comes without one", async () => {
  const ticket = newTicket();
  const nameplate = await given(ticket);
  await evictDurableObject(stubOf(nameplate));
  const loaded = await runInDurableObject(stubOf(nameplate), (instance) => {
    return "nameplate" in instance ? instance.nameplate : "no such field";
  });
  expect(loaded).toMatchObject({ ticket, claimedBy: "" });
});

test("a nameplate nobody has is unknown, and asking writes nothing", async () => {
  const answer = await claim("0000");
  expect([answer.status, await answer.text()]).toEqual([404, "not found"]);
  const rows = await runInDurableObject(stubOf("0000"), async (_, state) => {
    return (await state.storage.list()).size;
  });
  expect(rows).toBe(0);
});

test.for<[string, unknown]>([
  ["no JSON", "{"],
  ["a list", []],
  ["null", null],
  ["a field missing", { sessionId: sixteen(), id: sixteen() }],
  ["a field too many", { ...newTicket(), more: "x" }],
  ["a short ID", { ...newTicket(), id: "AAAA" }],
  ["of two minds about its ID", twice("id")],
  ["of two minds in two spellings", twice(String.raw`i\u0064`)],
  ["a number", { ...newTicket(), id: 5 }],
  ["right, with 600 spaces behind it", JSON.stringify(newTicket()) + " ".repeat(600)],
])("a ticket that is %s is refused", async ([, body]) => {
  const answer = await post("/v1/nameplates", body);
  expect([answer.status, await answer.text()]).toEqual([400, "bad request"]);
});

test.for(["abcd", "ABC", "ABCDE", "ABCO", "../x", "do/c"])(
  "%s is no nameplate and reaches no object",
  async (nameplate) => {
    expect((await claim(nameplate)).status).toBe(400);
  },
);

test("pages elsewhere neither claim nor give", async () => {
  const nameplate = await given(newTicket());
  const body = { nameplate, claim: sixteen() };
  for (const headers of [{}, { Origin: "https://evil.example" }]) {
    expect((await post("/v1/nameplates/claim", body, headers)).status).toBe(403);
  }
  expect((await post("/v1/nameplates", newTicket(), { Origin: relayUrl })).status).toBe(403);
  expect((await claim(nameplate)).status).toBe(200);
});

test("an app on its own origin may read the answer, whatever it is; nobody else is named", async () => {
  const APP_ORIGIN = "https://app.example.org";
  const ask = async (variables: object, origin: string) => {
    const body = JSON.stringify({ nameplate: "0000", claim: sixteen() });
    const headers = { Origin: origin, "Content-Length": String(body.length) };
    const request = new Request(`${relayUrl}/v1/nameplates/claim`, {
      method: "POST",
      body,
      headers,
    });
    const context = createExecutionContext();
    const answer = await worker.fetch(request, { ...env, ...variables }, context);
    return [answer.status, answer.headers.get("Access-Control-Allow-Origin")];
  };
  expect(await ask({ APP_ORIGIN }, APP_ORIGIN)).toEqual([404, APP_ORIGIN]);
  expect(await ask({ APP_ORIGIN }, "https://evil.example")).toEqual([403, APP_ORIGIN]);
  expect(await ask({}, relayUrl)).toEqual([404, null]);
});

test.for([
  "https://itty-durable/do/call/destroy",
  "https://itty-durable/do/call/alarm",
  "https://itty-durable/do/call/persist",
  "https://itty-durable/do/call/toJSON",
  "https://itty-durable/do/call/constructor",
  "https://itty-durable/do/get-prop/nameplate",
  "https://itty-durable/do/set/nameplate",
  "https://itty-durable/do/call/claim/more",
  "https://relay.test/do/call/claim",
  "https://relay.test/do/call/destroy",
])("%s is shut", async (url) => {
  const nameplate = await given(newTicket());
  const headers = { "do-content": '["x"]', "do-name": "x" };
  const answer = await stubOf(nameplate).fetch(url, { headers });
  expect([answer.status, await answer.text()]).toEqual([404, ""]);
  expect((await claim(nameplate)).status).toBe(200);
});
