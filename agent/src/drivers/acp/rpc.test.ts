// Messages both ways, and what is none.

import { describe, expect, it } from "vitest";
import { RpcFailure, RpcPeer } from "./rpc.ts";

function peerWith(answer: (method: string) => Promise<object | undefined>) {
  const said: unknown[] = [];
  const notified: unknown[] = [];
  const peer = new RpcPeer(
    {
      notified: (method, params) => notified.push([method, params]),
      asked: (method) => answer(method),
    },
    (line) => said.push(JSON.parse(line)) > 0,
  );
  return { peer, said, notified };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a peer", () => {
  it("asks and is answered, in whatever order", async () => {
    const { peer, said } = peerWith(() => Promise.resolve(undefined));
    const answers = [peer.request("one", {}), peer.request("two", { a: 1 })];
    expect(said).toEqual([
      { jsonrpc: "2.0", id: 1, method: "one", params: {} },
      { jsonrpc: "2.0", id: 2, method: "two", params: { a: 1 } },
    ]);
    peer.line('{"id":2,"result":"zwei"}');
    peer.line('{"id":1,"error":{"code":-32000,"message":"no","data":{"x":1}}}');
    await expect(answers[1]).resolves.toBe("zwei");
    await expect(answers[0]).rejects.toMatchObject({ code: -32_000, isAboutLogin: true });
  });

  it("answers what it is asked, and says so when it knows nothing of it or fails", async () => {
    const { peer, said } = peerWith((method) => {
      if (method === "breaks") return Promise.reject(new Error("with a secret"));
      return Promise.resolve(method === "known" ? { ok: true } : undefined);
    });
    peer.line('{"jsonrpc":"2.0","id":"a","method":"known"}');
    peer.line('{"id":7,"method":"unknown"}');
    peer.line('{"id":8,"method":"breaks"}');
    await turn();
    expect(said).toEqual([
      { jsonrpc: "2.0", id: "a", result: { ok: true } },
      { jsonrpc: "2.0", id: 7, error: { code: -32_601, message: "Method not found: unknown" } },
      { jsonrpc: "2.0", id: 8, error: { code: -32_603, message: "Internal error" } },
    ]);
  });

  it.each(["", "no JSON", "[1,2]", "null", '{"id":9,"result":1}', '{"method":7}', '{"id":{}}'])(
    "passes over %j",
    async (line) => {
      const { peer, said, notified } = peerWith(() => Promise.resolve({}));
      peer.line(line);
      await turn();
      expect([said, notified]).toEqual([[], []]);
    },
  );

  it("does not wait for an answer that was too long to be read, and waits for the others", async () => {
    const { peer } = peerWith(() => Promise.resolve(undefined));
    const [one, two] = [peer.request("one", {}), peer.request("two", {})];
    peer.tooLong('{"jsonrpc":"2.0","method":"session/update","id":2');
    peer.tooLong('{"jsonrpc":"2.0","id":1,"result":{"x":"…');
    await expect(one).rejects.toThrow("too long");
    peer.line('{"id":2,"result":2}');
    await expect(two).resolves.toBe(2);
  });

  it("waits for nothing once it is lost", async () => {
    const { peer } = peerWith(() => Promise.resolve(undefined));
    const asked = peer.request("one", {});
    peer.lose("gone");
    await expect(asked).rejects.toThrow(new RpcFailure("gone"));
    await expect(peer.request("two", {})).rejects.toThrow("gone");
  });
});
