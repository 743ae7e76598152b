// When a turn is over.

import { expect, it } from "vitest";
import { Turn } from "./turn.ts";

it("ends with the result of all that was said", async () => {
  const turn = new Turn();
  turn.said("a");
  turn.said("b");
  turn.taken("a");
  expect(turn.resulted({ number: 1 })).toBe(false);
  expect(turn.isOver).toBe(false);
  turn.taken("b");
  expect(turn.resulted({ number: 2 })).toBe(true);
  expect(await turn.ended).toEqual({ kind: "result", result: { number: 2 } });
});

it("does not wait for what was not taken when it is stopped", async () => {
  const turn = new Turn();
  turn.said("a");
  turn.stopping();
  turn.resulted({});
  expect(await turn.ended).toEqual({ kind: "result", result: {} });
});

it("ends when Claude Code does", async () => {
  const turn = new Turn();
  turn.said("a");
  turn.lost("it was ended by SIGKILL");
  expect(await turn.ended).toEqual({ kind: "lost", how: "it was ended by SIGKILL" });
});
