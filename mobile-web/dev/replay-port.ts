// A port that plays a recorded stream and answers commands the way an agent would: step by step.

import type { AgentEvent, ApprovalAsk, Command, Decision, QueryAnswer } from "@longrein/protocol";
import { inboxFeed } from "@longrein/protocol";
import { coalesceMs } from "@longrein/protocol/limits";
import { subjectOf } from "../src/link/command-subject.ts";
import { runFeed } from "../src/state/identifiers.ts";
import type {
  CommandBody,
  CommandSubject,
  PhoneInput,
  PhonePort,
  QueryBody,
} from "../src/state/phone-port.ts";
import { run as recordedRun, runId, thisDevice } from "../src/state/recording.ts";
import { recordedDiff } from "./evidence-scene.ts";
import { liveEvents } from "./long-run.ts";
import { recordedAudit, recordedDevices } from "./phone-pages-scene.ts";

const newId = (): Uint8Array => crypto.getRandomValues(new Uint8Array(16));

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

  useHere(): void {
    this.start();
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

  async wipe(): Promise<void> {
    await this.unpair();
  }

  give(body: CommandBody): void {
    const command: Command = { ...body, id: newId(), exp: 0 };
    const subject = subjectOf(command, undefined);
    if (subject !== undefined) this.#progress(command.id, subject);
    if (body.t === "question.answer") this.#answered(body.question, body.answer.declined);
  }

  answer(ask: ApprovalAsk, decision: Decision): void {
    this.#progress(newId(), { kind: "approval", id: ask.approval, decision });
    const outcome = decision === "approve" ? "approved" : "denied";
    const { approval, run } = ask;
    this.#tellLater({ t: "approval.resolved", approval, run, outcome, device: thisDevice, at: 0 });
  }

  sendNow(command: Uint8Array): void {
    this.takeBack(command);
  }

  takeBack(command: Uint8Array): void {
    this.#say({ kind: "taken-back", at: Date.now(), command });
  }

  keepDraft(run: string, text: string): void {
    this.#say({ kind: "draft", at: Date.now(), run, text });
  }

  async ask(query: QueryBody): Promise<QueryAnswer | undefined> {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    const id = newId();
    if (query.t === "devices.list") return { t: "devices", id, devices: recordedDevices() };
    if (query.t === "audit.read") {
      const entries = recordedAudit();
      return { t: "audit", id, size: entries.length, entries: entries.slice(query.from - 1) };
    }
    if (query.t !== "artifact.read") return { t: "unanswered", id, code: "UNSUPPORTED" };
    return { t: "artifact", id, bytes: recordedDiff.length, piece: recordedDiff };
  }

  follow(): void {}
  unfollow(): void {}

  #answered(question: Uint8Array, declined: boolean): void {
    const outcome = declined ? "declined" : "answered";
    const about = { question, run: runId, outcome, device: thisDevice } as const;
    this.#tellLater({ t: "question.resolved", ...about, at: 0 });
  }

  #tellLater(event: Extract<AgentEvent, { t: "approval.resolved" | "question.resolved" }>): void {
    setTimeout(() => {
      const at = Date.now();
      const told = { ...event, at };
      this.#say({ kind: "event", at, feed: inboxFeed, seq: this.#seq++, event: told });
    }, stepMs * 3);
  }

  #progress(command: Uint8Array, subject: CommandSubject): void {
    const steps = ["queued", "sent", "accepted"] as const;
    for (const [index, progress] of steps.entries()) {
      setTimeout(
        () => this.#say({ kind: "command", at: Date.now(), command, subject, progress }),
        index * stepMs,
      );
    }
  }

  #say(input: PhoneInput): void {
    this.#listener(input);
  }
}
