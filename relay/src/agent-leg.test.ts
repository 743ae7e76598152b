// An agent's proof, judged.

import { expect, test } from "vitest";
import { closeCode, encodeAgentFrame, frameType } from "@longrein/protocol/envelope";
import { bytes, everybody, told, clock } from "./testing/board-fixture.ts";
import { judgeProof, received, wentAway } from "./switchboard-state.ts";

test("a proof is judged once; frames before the verdict close", () => {
  const board = everybody();
  received(board, "second agent", encodeAgentFrame(frameType.proof, 0, bytes(96)), clock);
  received(board, "second agent", encodeAgentFrame(frameType.proof, 0, bytes(96)), clock);
  expect(told(board)).toContain("second agent: close 4400");
  judgeProof(board, "second agent", true);
  expect(told(board)).toEqual([]);
  expect(board.agent?.line).toBe("agent");
});

test("a genuine proof replaces the agent, starts channels anew and lets its phones go", () => {
  const board = everybody();
  received(board, "second agent", encodeAgentFrame(frameType.proof, 0, bytes(96)), clock);
  board.takeEffects();
  judgeProof(board, "second agent", true);
  expect(told(board)).toEqual([
    "agent: send 5 0 0 0 0 5",
    "agent: left",
    `agent: close ${closeCode.replaced}`,
    "phone 1: send 7",
    "phone 1: left",
    "phone 1: close 1001",
    "phone 2: send 7",
    "phone 2: left",
    "phone 2: close 1001",
    "second agent: agent",
    "second agent: send 4 0 0 0 0",
  ]);
  expect(board.agent?.seat).toEqual({ kind: "agent", nextChannel: 1, table: undefined });
  wentAway(board, "agent");
  expect(board.agent?.line).toBe("second agent");
});
