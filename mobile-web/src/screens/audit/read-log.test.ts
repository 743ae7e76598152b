import { type AgentMessage, decodeAgentMessage, encodeAgentMessage } from "@longrein/protocol";
import { expect, test } from "vitest";
import { pageEntries } from "./read-log.ts";

test("what is asked for at once is no more than one message may hold", () => {
  const entryOf = (n: number) => {
    const hash = new Uint8Array(32).fill(n);
    return {
      n,
      at: 1_800_000_000_000,
      entryHash: hash,
      chain: hash,
      entry: '{"what":"run.ended"}',
    };
  };
  const answerOf = (count: number): AgentMessage => ({
    t: "audit",
    id: new Uint8Array(16),
    size: count,
    entries: Array.from({ length: count }, (_, index) => entryOf(index + 1)),
  });
  const full = answerOf(pageEntries);
  expect(decodeAgentMessage(encodeAgentMessage(full))).toEqual(full);
  expect(() => decodeAgentMessage(encodeAgentMessage(answerOf(pageEntries + 1)))).toThrow(/keys/);
});
