// A port that plays a recorded stream and answers commands the way an agent would: step by step.

import type { ApprovalAsk, Decision } from "@longrein/protocol";
import { inboxFeed } from "@longrein/protocol";
import type { CommandSubject, PhoneInput, PhonePort } from "../src/state/phone-port.ts";
import { coalesceMs } from "@longrein/protocol/limits";
import { runFeed } from "../src/state/identifiers.ts";
import { run as recordedRun, thisDevice } from "../src/state/recording.ts";
import { liveEvents } from "./long-run.ts";

const stepMs = 700;

export class ReplayPort implements PhonePort {
  readonly #inputs: readonly PhoneInput[];
  #listener: (input: PhoneInput) => void = () => undefined;
  readonly #liveEachSecond: number;
  #seq = 1_000;

  constructor(inputs: readonly PhoneInput[], liveEachSecond = 0) {
    this.#inputs = inputs;
    this.#liveEachSecond = liveEachSecond;
  }

  onInput(listener: (input: PhoneInput) => void): void {
    this.#listener = listener;
  }

  start(): void {
    for (const input of this.#inputs) this.#listener(input);
    if (this.#liveEachSecond > 0) this.#goOn(this.#liveEachSecond);
  }

  /** Frames come gathered, as they do from an agent. */
  #goOn(eachSecond: number): void {
    const started = performance.now();
    const events = liveEvents(this.#inputs.length);
    let told = 0;
    let seq = this.#inputs.length;
    setInterval(() => {
      const due = Math.floor(((performance.now() - started) / 1_000) * eachSecond);
      for (; told < due; told++) {
        const event = events.next().value;
        this.#say({ kind: "event", at: Date.now(), feed: runFeed(recordedRun), seq: ++seq, event });
      }
    }, coalesceMs);
  }

  pair(): void {
    this.#say({ kind: "pairing", at: Date.now(), status: { kind: "connecting" } });
    setTimeout(() => {
      const status = { kind: "check-code", code: "0417", secondsLeft: 45 } as const;
      this.#say({ kind: "pairing", at: Date.now(), status });
    }, stepMs);
  }

  async unpair(): Promise<void> {
    this.#say({ kind: "pairing", at: Date.now(), status: { kind: "none" } });
    this.#say({ kind: "link", at: Date.now(), status: { kind: "ended", reason: "unpaired" } });
    await Promise.resolve();
  }

  openRun(_workspace: string, _driver: string, prompt: string): void {
    this.#progress({ kind: "run", id: crypto.getRandomValues(new Uint8Array(16)), prompt });
  }

  prompt(run: Uint8Array, text: string): void {
    const id = crypto.getRandomValues(new Uint8Array(16));
    this.#progress({ kind: "prompt", id, run, text });
  }

  stopRun(run: Uint8Array): void {
    this.#progress({ kind: "stop", id: run });
  }

  answer(ask: ApprovalAsk, decision: Decision): void {
    this.#progress({ kind: "approval", id: ask.approval, decision });
    setTimeout(() => {
      const outcome = decision === "approve" ? "approved" : "denied";
      this.#say({
        kind: "event",
        at: Date.now(),
        feed: inboxFeed,
        seq: this.#seq++,
        event: {
          t: "approval.resolved",
          approval: ask.approval,
          run: ask.run,
          outcome,
          device: thisDevice,
          at: Date.now(),
        },
      });
    }, stepMs * 3);
  }

  follow(): void {}
  unfollow(): void {}

  #progress(subject: CommandSubject): void {
    const steps = ["queued", "sent", "accepted"] as const;
    for (const [index, progress] of steps.entries()) {
      setTimeout(
        () => this.#say({ kind: "command", at: Date.now(), subject, progress }),
        index * stepMs,
      );
    }
  }

  #say(input: PhoneInput): void {
    this.#listener(input);
  }
}
