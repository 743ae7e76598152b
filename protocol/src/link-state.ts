// When to dial, how long to wait, when to give a link up: one pure machine for agent and phone.
// Events and the time go in, the next state and what to do come out; sockets and timers are the shell's.
// See docs/protocol.md, "Links".
//
//   stopped ─start→ dialling ─opened→ greeting ─ready→ ready
//                      ↑  └─────────────┴──closed, deadline, silence──┐
//                      └───────────────── waiting ←───────────────────┘
//
// "wake" (foreground, back online, or a clock that jumped) means: whatever socket there is may be dead
// without saying so. It is never trusted; a new one is dialled at once.

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

export type LinkState =
  | { readonly kind: "stopped" }
  | { readonly kind: "dialling"; readonly attempt: number; readonly deadline: number }
  | { readonly kind: "greeting"; readonly attempt: number; readonly deadline: number }
  | {
      readonly kind: "ready";
      readonly attempt: number;
      readonly since: number;
      readonly heardAt: number;
      readonly pingedAt: number;
    }
  | { readonly kind: "waiting"; readonly attempt: number; readonly until: number };

export type LinkEvent =
  | { readonly kind: "start" }
  | { readonly kind: "stop" }
  | { readonly kind: "opened" }
  | { readonly kind: "ready" }
  | { readonly kind: "heard" }
  | { readonly kind: "closed" }
  | { readonly kind: "wake" }
  /** At the time a "timer" action named, or a little later. */
  | { readonly kind: "tick" };

export type LinkAction =
  | { readonly kind: "dial" }
  | { readonly kind: "hang-up" }
  | { readonly kind: "ping" }
  /** Replaces any earlier timer. */
  | { readonly kind: "timer"; readonly at: number };

export interface LinkStep {
  readonly state: LinkState;
  readonly actions: readonly LinkAction[];
}

/** A share from 0 to 1, new for every step: how the jitter falls. */
export type Chance = number;

export const stoppedLink: LinkState = { kind: "stopped" };

export function stepLink(
  state: LinkState,
  event: LinkEvent,
  now: number,
  chance: Chance,
): LinkStep {
  switch (event.kind) {
    case "start":
      return state.kind === "stopped" ? dial(0, now) : stay(state);
    case "stop":
      return { state: stoppedLink, actions: state.kind === "stopped" ? [] : [{ kind: "hang-up" }] };
    case "wake":
      return state.kind === "stopped" ? stay(state) : redial(now);
    case "opened":
      return state.kind === "dialling" ? greet(state.attempt, now) : stay(state);
    case "ready":
      return state.kind === "greeting" ? becomeReady(state.attempt, now) : stay(state);
    case "heard":
      return state.kind === "ready" ? stay({ ...state, heardAt: now }) : stay(state);
    case "closed":
      return isConnected(state) ? backOff(state, now, chance) : stay(state);
    case "tick":
      return tick(state, now, chance);
  }
}

function tick(state: LinkState, now: number, chance: Chance): LinkStep {
  switch (state.kind) {
    case "stopped":
      return stay(state);
    case "waiting":
      return now >= state.until ? dial(state.attempt, now) : timer(state, state.until);
    case "dialling":
    case "greeting":
      return now >= state.deadline ? backOff(state, now, chance) : timer(state, state.deadline);
    case "ready":
      return beat(state, now, chance);
  }
}

function beat(state: Extract<LinkState, { kind: "ready" }>, now: number, chance: Chance): LinkStep {
  if (now - state.heardAt >= silentMaxMs) return backOff(state, now, chance);
  const silentAt = state.heardAt + silentMaxMs;
  if (now - state.pingedAt < heartbeatMs) {
    return timer(state, Math.min(state.pingedAt + heartbeatMs, silentAt));
  }
  return {
    state: { ...state, pingedAt: now },
    actions: [{ kind: "ping" }, { kind: "timer", at: Math.min(now + heartbeatMs, silentAt) }],
  };
}

function dial(attempt: number, now: number): LinkStep {
  const deadline = now + (attempt === 0 ? dialFirstWithinMs : dialWithinMs);
  return {
    state: { kind: "dialling", attempt, deadline },
    actions: [{ kind: "dial" }, { kind: "timer", at: deadline }],
  };
}

function redial(now: number): LinkStep {
  const { state, actions } = dial(0, now);
  return { state, actions: [{ kind: "hang-up" }, ...actions] };
}

function greet(attempt: number, now: number): LinkStep {
  return timer({ kind: "greeting", attempt, deadline: now + readyWithinMs }, now + readyWithinMs);
}

function becomeReady(attempt: number, now: number): LinkStep {
  return timer(
    { kind: "ready", attempt, since: now, heardAt: now, pingedAt: now },
    now + heartbeatMs,
  );
}

type Connected = Exclude<LinkState, { kind: "stopped" } | { kind: "waiting" }>;

function isConnected(state: LinkState): state is Connected {
  return state.kind !== "stopped" && state.kind !== "waiting";
}

function backOff(state: Connected, now: number, chance: Chance): LinkStep {
  const steady = state.kind === "ready" && now - state.since >= steadyAfterMs;
  const attempt = steady ? 1 : state.attempt + 1;
  const until = now + backOffMs(attempt, chance);
  return {
    state: { kind: "waiting", attempt, until },
    actions: [{ kind: "hang-up" }, { kind: "timer", at: until }],
  };
}

/** Doubles up to a bound; a share of it is random, so that many ends do not come back at once. */
export function backOffMs(attempt: number, chance: Chance): number {
  const whole = Math.min(backOffFirstMs * 2 ** Math.min(attempt - 1, 16), backOffMaxMs);
  return Math.round(whole * (1 - backOffJitter + backOffJitter * chance));
}

function timer(state: LinkState, at: number): LinkStep {
  return { state, actions: [{ kind: "timer", at }] };
}

function stay(state: LinkState): LinkStep {
  return { state, actions: [] };
}
