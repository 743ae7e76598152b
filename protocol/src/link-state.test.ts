import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  backOffFirstMs,
  backOffJitter,
  backOffMaxMs,
  dialFirstWithinMs,
  dialWithinMs,
  heartbeatMs,
  readyWithinMs,
  silentMaxMs,
  steadyAfterMs,
} from "./limits.ts";
import {
  type LinkAction,
  type LinkEvent,
  type LinkState,
  backOffMs,
  stepLink,
  stoppedLink,
} from "./link-state.ts";

const now = 1_000_000;
const dialling = (attempt = 0): LinkState => ({ kind: "dialling", attempt, deadline: now + 100 });
const greeting = (attempt = 0): LinkState => ({ kind: "greeting", attempt, deadline: now + 100 });
const waiting = (attempt = 1): LinkState => ({ kind: "waiting", attempt, until: now + 100 });
const ready = (changes: Partial<Extract<LinkState, { kind: "ready" }>> = {}): LinkState => ({
  kind: "ready",
  attempt: 2,
  since: now,
  heardAt: now,
  pingedAt: now,
  ...changes,
});
const dial: LinkAction = { kind: "dial" };
const hangUp: LinkAction = { kind: "hang-up" };
const ping: LinkAction = { kind: "ping" };
const timer = (at: number): LinkAction => ({ kind: "timer", at });

describe("a link", () => {
  interface Row {
    readonly given: string;
    readonly state: LinkState;
    readonly event: LinkEvent["kind"];
    readonly after?: number;
    readonly becomes: Partial<LinkState>;
    readonly does: readonly LinkAction[];
  }
  // chance is 1 throughout: back-offs at their longest.
  const rows: readonly Row[] = [
    {
      given: "stopped dials when started, with the short first deadline",
      state: stoppedLink,
      event: "start",
      becomes: { kind: "dialling", attempt: 0, deadline: now + dialFirstWithinMs },
      does: [dial, timer(now + dialFirstWithinMs)],
    },
    {
      given: "stopped ignores a wake",
      state: stoppedLink,
      event: "wake",
      becomes: stoppedLink,
      does: [],
    },
    {
      given: "stopped ignores a stop",
      state: stoppedLink,
      event: "stop",
      becomes: stoppedLink,
      does: [],
    },
    {
      given: "stopped ignores an old timer",
      state: stoppedLink,
      event: "tick",
      becomes: stoppedLink,
      does: [],
    },
    {
      given: "dialling ignores a start",
      state: dialling(),
      event: "start",
      becomes: dialling(),
      does: [],
    },
    { given: "ready ignores a start", state: ready(), event: "start", becomes: ready(), does: [] },
    {
      given: "dialling greets when the socket opens",
      state: dialling(3),
      event: "opened",
      becomes: { kind: "greeting", attempt: 3, deadline: now + readyWithinMs },
      does: [timer(now + readyWithinMs)],
    },
    {
      given: "greeting is ready when the session is",
      state: greeting(2),
      event: "ready",
      becomes: ready(),
      does: [timer(now + heartbeatMs)],
    },
    {
      given: "dialling ignores a session that is not its own",
      state: dialling(),
      event: "ready",
      becomes: dialling(),
      does: [],
    },
    {
      given: "waiting ignores a socket that opens late",
      state: waiting(),
      event: "opened",
      becomes: waiting(),
      does: [],
    },
    {
      given: "waiting ignores a socket that closes late",
      state: waiting(),
      event: "closed",
      becomes: waiting(),
      does: [],
    },
    {
      given: "dialling backs off when refused",
      state: dialling(0),
      event: "closed",
      becomes: { kind: "waiting", attempt: 1, until: now + backOffFirstMs },
      does: [hangUp, timer(now + backOffFirstMs)],
    },
    {
      given: "greeting backs off longer the second time",
      state: greeting(1),
      event: "closed",
      becomes: { kind: "waiting", attempt: 2, until: now + 2 * backOffFirstMs },
      does: [hangUp, timer(now + 2 * backOffFirstMs)],
    },
    {
      given: "ready for a short while goes on counting its attempts",
      state: ready({ attempt: 3, since: now - steadyAfterMs + 1 }),
      event: "closed",
      becomes: { kind: "waiting", attempt: 4, until: now + 8 * backOffFirstMs },
      does: [hangUp, timer(now + 8 * backOffFirstMs)],
    },
    {
      given: "ready for long begins anew with the first back-off",
      state: ready({ attempt: 9, since: now - steadyAfterMs }),
      event: "closed",
      becomes: { kind: "waiting", attempt: 1, until: now + backOffFirstMs },
      does: [hangUp, timer(now + backOffFirstMs)],
    },
    {
      given: "waiting dials when its time has come, with the longer deadline",
      state: waiting(2),
      event: "tick",
      after: 100,
      becomes: { kind: "dialling", attempt: 2, deadline: now + 100 + dialWithinMs },
      does: [dial, timer(now + 100 + dialWithinMs)],
    },
    {
      given: "waiting waits on when a timer fires early",
      state: waiting(2),
      event: "tick",
      after: 99,
      becomes: waiting(2),
      does: [timer(now + 100)],
    },
    {
      given: "dialling waits on when a timer fires early",
      state: dialling(),
      event: "tick",
      becomes: dialling(),
      does: [timer(now + 100)],
    },
    {
      given: "dialling gives up at its deadline",
      state: dialling(0),
      event: "tick",
      after: 100,
      becomes: { kind: "waiting", attempt: 1, until: now + 100 + backOffFirstMs },
      does: [hangUp, timer(now + 100 + backOffFirstMs)],
    },
    {
      given: "greeting gives up at its deadline",
      state: greeting(0),
      event: "tick",
      after: 100,
      becomes: { kind: "waiting", attempt: 1, until: now + 100 + backOffFirstMs },
      does: [hangUp, timer(now + 100 + backOffFirstMs)],
    },
    {
      given: "ready pings when it is time",
      state: ready(),
      event: "tick",
      after: heartbeatMs,
      becomes: ready({ pingedAt: now + heartbeatMs }),
      does: [ping, timer(now + 2 * heartbeatMs)],
    },
    {
      given: "ready does not ping early",
      state: ready(),
      event: "tick",
      after: heartbeatMs - 1,
      becomes: ready(),
      does: [timer(now + heartbeatMs)],
    },
    {
      given: "ready wakes up in time to notice a silence between two pings",
      state: ready({ pingedAt: now + 2 * heartbeatMs }),
      event: "tick",
      after: 2 * heartbeatMs,
      becomes: ready({ pingedAt: now + 2 * heartbeatMs }),
      does: [timer(now + silentMaxMs)],
    },
    {
      given: "ready hangs up on a peer that has been silent too long",
      state: ready({ since: now, pingedAt: now + 2 * heartbeatMs }),
      event: "tick",
      after: silentMaxMs,
      becomes: { kind: "waiting", attempt: 1, until: now + silentMaxMs + backOffFirstMs },
      does: [hangUp, timer(now + silentMaxMs + backOffFirstMs)],
    },
    {
      given: "ready notes a sign of life",
      state: ready(),
      event: "heard",
      after: 7,
      becomes: ready({ heardAt: now + 7 }),
      does: [],
    },
    ...[dialling(4), greeting(4), waiting(4), ready()].map((state): Row => ({
      given: `${state.kind} trusts no socket after a wake and dials a new one`,
      state,
      event: "wake",
      becomes: { kind: "dialling", attempt: 0, deadline: now + dialFirstWithinMs },
      does: [hangUp, dial, timer(now + dialFirstWithinMs)],
    })),
    ...[dialling(), greeting(), waiting(), ready()].map((state): Row => ({
      given: `${state.kind} hangs up when stopped`,
      state,
      event: "stop",
      becomes: stoppedLink,
      does: [hangUp],
    })),
  ];

  it.each(rows)("$given", ({ state, event, after = 0, becomes, does }) => {
    const step = stepLink(state, { kind: event }, now + after, 1);
    expect(step.state).toEqual(becomes);
    expect(step.actions).toEqual(does);
  });
});

describe("the back-off", () => {
  it("doubles up to its bound", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => backOffMs(attempt, 1));
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("falls by chance within its share below the whole", () => {
    const attempts = fc.integer({ min: 1, max: 10_000 });
    const chances = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(attempts, chances, (attempt, chance) => {
        const whole = backOffMs(attempt, 1);
        const wait = backOffMs(attempt, chance);
        expect(wait).toBeLessThanOrEqual(Math.min(whole, backOffMaxMs));
        expect(wait).toBeGreaterThanOrEqual(Math.floor(whole * (1 - backOffJitter)));
      }),
      { seed: 4, numRuns: 1_000 },
    );
    expect(backOffMs(1, 0)).toBe(backOffFirstMs * (1 - backOffJitter));
  });
});
