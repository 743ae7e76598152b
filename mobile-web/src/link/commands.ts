// Commands from tap to outcome: written to the vault before they are first sent, sent again after every
// reconnect with the same bytes, reported at each step exactly as far as the agent has confirmed it.

import {
  type AgentMessage,
  type Command,
  type Outbox,
  type OutboxEntry,
  decodePhoneMessage,
  dropSettled,
  encodePhoneMessage,
  enqueue,
  equalBytes,
  expired,
  linkLost,
  resend,
  takeOutcome,
} from "@longrein/protocol";
import type { CommandProgress, CommandSubject, PhoneInput } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { dropCommand, keepCommand, keptCommands } from "../vault/outbox-store.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;

export interface CommandsOptions {
  readonly database: Database;
  readonly keys: DeviceKeys;
  /** Whether a session is up; and how to send on it. */
  ready(): boolean;
  send(bytes: Uint8Array): void;
  report(input: Extract<PhoneInput, { kind: "command" }>): void;
}

export class Commands {
  readonly #options: CommandsOptions;
  #outbox: Outbox = [];

  constructor(options: CommandsOptions) {
    this.#options = options;
  }

  /** What was left when the app was last closed. */
  async load(): Promise<void> {
    const { database, keys } = this.#options;
    for (const command of await keptCommands(database, keys)) {
      this.#outbox = enqueue(this.#outbox, command, false).outbox;
      this.#report(command.bytes, "queued");
    }
    if (this.#options.ready()) this.resume(Date.now());
  }

  async give(command: Command): Promise<void> {
    const { database, keys, send, ready } = this.#options;
    const bytes = encodePhoneMessage(command);
    const entry = { id: command.id, bytes, expiresAt: command.exp };
    this.#report(bytes, "queued");
    await keepCommand(database, keys, entry);
    const step = enqueue(this.#outbox, entry, ready());
    this.#outbox = step.outbox;
    for (const { bytes: waiting } of step.send) {
      send(waiting);
      this.#report(waiting, "sent");
    }
  }

  /** A new session is up. `agentNow` is the agent's clock: what has expired there is not sent. */
  resume(agentNow: number): void {
    for (const entry of expired(this.#outbox, agentNow)) {
      this.#report(entry.bytes, "failed", "EXPIRED");
      this.#forget(entry.id);
    }
    const step = resend(this.#outbox, agentNow);
    this.#outbox = step.outbox;
    for (const { bytes } of step.send) {
      this.#options.send(bytes);
      this.#report(bytes, "sent");
    }
  }

  linkLost(): void {
    const sent = this.#outbox.filter((entry) => entry.progress.kind === "sent");
    this.#outbox = linkLost(this.#outbox);
    for (const entry of sent) this.#report(entry.bytes, "queued");
  }

  take(outcome: Outcome): void {
    const entry = this.#find(outcome.id);
    if (entry === undefined) return;
    this.#outbox = dropSettled(takeOutcome(this.#outbox, outcome));
    this.#report(entry.bytes, outcome.state, outcome.code, outcome.run);
    if (this.#find(outcome.id) === undefined) this.#forget(outcome.id);
  }

  #find(id: Uint8Array): OutboxEntry | undefined {
    return this.#outbox.find((entry) => equalBytes(entry.id, id));
  }

  #forget(id: Uint8Array): void {
    this.#outbox = this.#outbox.filter((entry) => !equalBytes(entry.id, id));
    // Should this fail, the command is sent once more and answered from the agent's memory.
    dropCommand(this.#options.database, id).catch(() => undefined);
  }

  #report(
    bytes: Uint8Array,
    progress: CommandProgress,
    code?: Outcome["code"],
    run?: Uint8Array,
  ): void {
    const subject = subjectOf(bytes, run);
    if (subject === undefined) return;
    const input = { kind: "command" as const, at: Date.now(), subject, progress };
    this.#options.report(code === undefined ? input : { ...input, code });
  }
}

/** The command itself says what it is about, so nothing else needs to be kept. */
function subjectOf(bytes: Uint8Array, run: Uint8Array | undefined): CommandSubject | undefined {
  const command = decodePhoneMessage(bytes);
  switch (command?.t) {
    case "approval.answer":
      return { kind: "approval", id: command.approval, decision: command.decision };
    case "run.open": {
      const subject = { kind: "run" as const, id: command.id, prompt: command.prompt };
      return run === undefined ? subject : { ...subject, run };
    }
    case "run.prompt":
      return { kind: "prompt", id: command.id, run: command.run, text: command.text };
    case "run.stop":
      return { kind: "stop", id: command.run };
    default:
      return undefined;
  }
}
