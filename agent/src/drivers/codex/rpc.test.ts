// Codex's kind of JSON-RPC, over a wire that the test holds.

import { beforeEach, expect, it } from "vitest";
import { RpcFailure, RpcPeer, unanswered } from "./rpc.ts";

let sent: unknown[];
let notified: unknown[];
let asked: (method: string) => Promise<unknown>;
let overlong: number;
let listens: boolean;
let peer: RpcPeer;
beforeEach(() => {
  [sent, notified, overlong, listens] = [[], [], 0, true];
  asked = () => Promise.resolve({ decision: "decline" });
  peer = new RpcPeer({
    notified: (method, params) => void notified.push([method, params]),
    asked: (method) => asked(method),
    overlong: () => void overlong++,
  });
  peer.speakThrough({
    send: (message) => listens && sent.push(JSON.parse(message)) > 0,
    close: () => Promise.resolve(),
  });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("answers come by their numbers, in any order, each once", async () => {
  const [first, second] = [peer.request("a", {}), peer.request("b", { x: 1 })];
  expect(sent).toEqual([
    { id: 1, method: "a", params: {} },
    { id: 2, method: "b", params: { x: 1 } },
  ]);
  peer.receive('{"id":2,"result":"two"}');
  peer.receive('{"id":2,"result":"again"}');
  peer.receive('{"id":1,"error":{"message":"no"}}');
  expect(await second).toBe("two");
  await expect(first).rejects.toThrow(new RpcFailure("no"));
});

it("passes over what is no message", () => {
  for (const text of ["", "{", "[1]", "null", '{"id":"x"}', '{"id":9,"result":1}']) {
    peer.receive(text);
  }
  expect([sent, notified]).toEqual([[], []]);
});

it("tells apart what is asked and what is told, a question with the number 0 too", async () => {
  peer.receive('{"method":"turn/started","params":{"a":1}}');
  peer.receive('{"id":0,"method":"item/x","params":{}}');
  await settled();
  expect(notified).toEqual([["turn/started", { a: 1 }]]);
  expect(sent).toEqual([{ id: 0, result: { decision: "decline" } }]);
});

it("says nothing where somebody else has answered, and an error where nobody can", async () => {
  asked = (method) =>
    method === "theirs" ? Promise.resolve(unanswered) : Promise.reject(new RpcFailure("unknown"));
  peer.receive('{"id":1,"method":"theirs"}');
  peer.receive('{"id":2,"method":"odd"}');
  await settled();
  expect(sent).toEqual([{ id: 2, error: { code: -32_601, message: "unknown" } }]);
});

it("whoever waits for an answer that is too long is told so", async () => {
  const waiting = peer.request("a", {});
  peer.receiveTooLong('{"id":1,"result":"xxx');
  await expect(waiting).rejects.toThrow("too long to be read");
  expect(overlong).toBe(1);
});

it("once it is lost nobody waits, and nothing is sent", async () => {
  const waiting = peer.request("a", {});
  peer.lose("gone");
  await expect(waiting).rejects.toThrow("gone");
  await expect(peer.request("b", {})).rejects.toThrow("gone");
  expect(sent).toHaveLength(1);
});

it("where nobody listens any more whoever asks is told at once", async () => {
  listens = false;
  await expect(peer.request("a", {})).rejects.toThrow("Codex does not listen any more");
});
