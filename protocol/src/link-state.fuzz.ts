// Any events at any times into the link: what must hold whatever happens to it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMaxMs, silentMaxMs } from "./limits.ts";
import { type LinkEvent, type LinkState, stepLink, stoppedLink } from "./link-state.ts";

const eventKinds = ["start", "stop", "opened", "ready", "heard", "closed", "wake", "tick"] as const;
const anyDay = fc.array(
  fc.record({
    kind: fc.constantFrom(...eventKinds),
    passes: fc.integer({ min: 0, max: 40_000 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 60 },
);

describe("whatever happens to a link", () => {
  it("has one socket at most: a dial is always the first since a hang-up", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        let state: LinkState = stoppedLink;
        let [time, sockets] = [0, 0];
        for (const { kind, passes, chance } of day) {
          const before: LinkState["kind"] = state.kind;
          time += passes;
          const step = stepLink(state, { kind }, time, chance);
          for (const action of step.actions) {
            if (action.kind === "hang-up") sockets = 0;
            if (action.kind === "dial") sockets++;
          }
          expect(sockets).toBeLessThanOrEqual(1);
          // While ready, only a wake dials.
          const dials = step.actions.some((action) => action.kind === "dial");
          if (before === "ready" && kind !== "wake") expect(dials).toBe(false);
          ({ state } = step);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("every state but stopped has a timer ahead of it, and silence leads to a dial in bounded time", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        let state: LinkState = stoppedLink;
        let time = 0;
        let wakesAt = 0;
        const step = (kind: LinkEvent["kind"], chance: number) => {
          const next = stepLink(state, { kind }, time, chance);
          ({ state } = next);
          for (const action of next.actions) if (action.kind === "timer") wakesAt = action.at;
          return next.actions.some((action) => action.kind === "dial");
        };
        const timerAt = () => (state.kind === "stopped" ? Number.POSITIVE_INFINITY : wakesAt);
        for (const { kind, passes, chance } of day) {
          // A shell fires its timer no later than it was asked to.
          const happensAt = time + passes;
          for (let at = timerAt(); at <= happensAt; at = timerAt()) {
            time = Math.max(time, at);
            step("tick", chance);
          }
          time = happensAt;
          step(kind, chance);
        }
        if (state.kind === "stopped") return;
        expect(wakesAt).toBeGreaterThanOrEqual(time);
        const since = time;
        let dialled = false;
        for (let ticks = 0; !dialled && ticks < 10; ticks++) {
          time = wakesAt;
          dialled = step("tick", 1);
        }
        expect(dialled).toBe(true);
        expect(time - since).toBeLessThanOrEqual(silentMaxMs + backOffMaxMs);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it("a wake dials at once unless it is stopped", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        let state: LinkState = stoppedLink;
        let time = 0;
        for (const { kind, passes, chance } of day) {
          time += passes;
          const woken = stepLink(state, { kind: "wake" }, time, chance);
          const dials = woken.actions.filter((action) => action.kind === "dial").length;
          expect(dials).toBe(state.kind === "stopped" ? 0 : 1);
          ({ state } = stepLink(state, { kind }, time, chance));
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
