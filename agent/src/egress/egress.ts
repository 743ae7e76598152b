// The one way out: everything that leaves this machine readable by somebody is made in this folder, of what
// was cleared of secrets. This file clears events, on their way into the feeds that phones are sent.

import { type AgentEvent, inboxFeed, utf8 } from "@longrein/protocol";
import { cutPieces } from "../runs/cut-pieces.ts";
import { clearBody } from "./clear-body.ts";
import { type Cleared, assertCleared } from "./cleared.ts";
import { type Keep, keepNothing } from "./hide-secrets.ts";
import { type Delta, RunStreams } from "./run-streams.ts";
import { StreamMask } from "./stream-mask.ts";

/** Keeps what is hidden of a run, sealed; the number is stable and counts all of the run's secrets. */
export interface SecretVault {
  keep(run: string, kind: string, original: string): number | undefined;
}

export interface ClearedEvent {
  readonly feed: string;
  readonly body: Cleared<string>;
}

export class Egress {
  readonly #vault: SecretVault;
  readonly #streams = new Map<string, RunStreams>();

  constructor(vault: SecretVault) {
    this.#vault = vault;
  }

  /**
   * What is to be written because of this event, in order: of streamed text perhaps nothing yet, of others
   * perhaps the rest of a text before it. `run` is the feed of the run that it belongs to.
   */
  event(feed: string, run: string | undefined, event: AgentEvent): ClearedEvent[] {
    const keep: Keep =
      run === undefined ? keepNothing : (kind, original) => this.#vault.keep(run, kind, original);
    if (isDelta(event)) return deltasIn(feed, this.#streamsOf(feed, keep).push(event));
    const rest = run === undefined ? [] : this.#restBefore(feed, run, event);
    return [...rest, { feed, body: clearBody(event, keep) }];
  }

  /** A text that is kept beside the feed. Of one that was cut, what may be a secret's beginning is left out. */
  artifact(run: string, text: string, isWhole: boolean): Cleared<Uint8Array> {
    const mask = new StreamMask((kind, original) => this.#vault.keep(run, kind, original));
    const shown = mask.push(text);
    const bytes = utf8(isWhole ? shown + mask.end() : shown);
    assertCleared(bytes);
    return bytes;
  }

  /** For a run whose past is forgotten. */
  forget(run: string): void {
    this.#streams.delete(run);
  }

  #restBefore(feed: string, run: string, event: Exclude<AgentEvent, Delta>): ClearedEvent[] {
    const streams = this.#streams.get(run);
    if (streams === undefined) return [];
    if (feed !== inboxFeed) return deltasIn(run, streams.endBefore(event));
    if (!endsTurn(event)) return [];
    this.#streams.delete(run);
    return deltasIn(run, streams.endAll());
  }

  #streamsOf(run: string, keep: Keep): RunStreams {
    let streams = this.#streams.get(run);
    if (streams === undefined) {
      streams = new RunStreams(keep);
      this.#streams.set(run, streams);
    }
    return streams;
  }
}

function isDelta(event: AgentEvent): event is Delta {
  return "delta" in event;
}

function endsTurn(event: AgentEvent): boolean {
  return (
    event.t === "run.state" && !["starting", "working", "waiting", "stopping"].includes(event.state)
  );
}

/** As `encodeEvent` does it, without going through every field: most of all events are these. */
function encodeDelta(event: Delta, delta: string): string {
  const text = JSON.stringify(delta);
  const role = event.t === "text" ? `,"role":"${event.role}"` : "";
  return `{"t":"${event.t}","item":${event.item}${role},"delta":${text}}`;
}

function deltasIn(feed: string, deltas: readonly Delta[]): ClearedEvent[] {
  const cleared: ClearedEvent[] = [];
  for (const event of deltas) {
    for (const delta of cutPieces(event.delta)) {
      const body = encodeDelta(event, delta);
      assertCleared(body);
      cleared.push({ feed, body });
    }
  }
  return cleared;
}
