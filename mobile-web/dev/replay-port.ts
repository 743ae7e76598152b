// A port that plays a recorded stream and answers commands the way an agent would: step by step.

import type { AgentEvent, ApprovalAsk, Command, Decision, QueryAnswer } from "@longrein/protocol";
import { inboxFeed } from "@longrein/protocol";
import { coalesceMs } from "@longrein/protocol/limits";
import { subjectOf } from "../src/link/command-subject.ts";
import { keyOf, runFeed } from "../src/state/identifiers.ts";
import type {
  FleetInput,
  FleetPort,
  KnownMachine,
  PairingStatus,
} from "../src/state/fleet-port.ts";
import type { Key } from "../src/state/identifiers.ts";
import type {
  CommandBody,
  CommandSubject,
  MachinePort,
  PhoneInput,
  QueryBody,
} from "../src/state/phone-port.ts";
import { recordedMachine, run as recordedRun, runId, thisDevice } from "../src/state/recording.ts";
import { recordedFiles } from "./evidence-scene.ts";
import { liveEvents } from "./long-run.ts";
import { recordedAudit, recordedDevices } from "./phone-pages-scene.ts";

const newId = (): Uint8Array => crypto.getRandomValues(new Uint8Array(16));

const stepMs = 700;

/** Of the recorded machine, where no machine is named. */
export type SceneInput = FleetInput | PhoneInput;

export class ReplayPort implements FleetPort {
  readonly #inputs: readonly FleetInput[];
  readonly #liveEachSecond: number;
  #listener: (input: FleetInput) => void = () => undefined;
  #machines: readonly KnownMachine[] = [];

  constructor(inputs: readonly SceneInput[], liveEachSecond = 0) {
    const all = inputs.map(ofMachine);
    const hasMachine = all.some(({ kind }) => kind === "of-machine");
    const isTold = all.some(({ kind }) => kind === "machines");
    const machines = hasMachine ? [recordedMachine] : [];
    this.#inputs = isTold ? all : [{ kind: "machines", machines }, ...all];
    this.#liveEachSecond = liveEachSecond;
  }

  onInput(listener: (input: FleetInput) => void): void {
    this.#listener = listener;
  }

  start(): void {
    for (const input of this.#inputs) this.#say(input);
    if (this.#liveEachSecond > 0) this.#goOn(this.#liveEachSecond);
  }

  useHere(): void {
    this.start();
  }

  pair(): void {
    this.#pairing({ kind: "connecting" });
    setTimeout(() => this.#pairing({ kind: "check-code", code: "0417", secondsLeft: 45 }), stepMs);
  }

  rename(key: Key, label: string): void {
    this.#tellMachines(
      this.#machines.map((each) =>
        each.key === key ? { ...each, label: label === "" ? undefined : label } : each,
      ),
    );
  }

  async forget(key: Key): Promise<void> {
    this.#tellMachines(this.#machines.filter((each) => each.key !== key));
    await Promise.resolve();
  }

  async wipe(): Promise<void> {
    this.#tellMachines([]);
    await Promise.resolve();
  }

  machine(machine: Key): MachinePort {
    return new ReplayedMachine((input) => this.#say({ kind: "of-machine", machine, input }));
  }

  #tellMachines(machines: readonly KnownMachine[]): void {
    this.#say({ kind: "machines", machines });
  }

  #pairing(status: PairingStatus): void {
    this.#say({ kind: "pairing", status });
  }

  #say(input: FleetInput): void {
    if (input.kind === "machines") this.#machines = input.machines;
    this.#listener(input);
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
        const feed = runFeed(recordedRun);
        this.#say(ofMachine({ kind: "event", at: Date.now(), feed, seq: ++seq, event }));
      }
    }, coalesceMs);
  }
}

function ofMachine(input: SceneInput): FleetInput {
  switch (input.kind) {
    case "app":
    case "pairing":
    case "machines":
    case "of-machine":
      return input;
    default:
      return { kind: "of-machine", machine: recordedMachine.key, input };
  }
}

class ReplayedMachine implements MachinePort {
  readonly #say: (input: PhoneInput) => void;
  #seq = 1_000;

  constructor(say: (input: PhoneInput) => void) {
    this.#say = say;
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
    const piece = recordedFiles.get(keyOf(query.artifact));
    if (piece === undefined) return { t: "unanswered", id, code: "NOT_FOUND" };
    return { t: "artifact", id, bytes: piece.length, piece };
  }

  remember(): void {}
  recall(): void {}
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
}
