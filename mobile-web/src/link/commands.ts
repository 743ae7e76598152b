// Commands from tap to outcome: written to the vault before they are first sent, or beside it where that may be,
// sent again after every reconnect with the same bytes, reported at each step exactly as far as it has got.

import {
  type AgentMessage,
  type Command,
  encodePhoneMessage,
  toBase64url,
} from "@longrein/protocol";
import type { Key } from "../state/identifiers.ts";
import type { CommandProgress, PhoneInput, Waiting } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { dropCommand, keepCommand, keptCommands } from "../vault/outbox-store.ts";
import { readCommand, subjectOf } from "./command-subject.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { mayGoLate } from "./may-go-late.ts";
import { type Reach, resumption } from "./resumption.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;

export interface CommandsOptions {
  readonly database: Database;
  readonly keys: DeviceKeys;
  readonly machine: Key;
  /** Whether a session is up; and how to send on it. */
  ready(): boolean;
  /** Whether it is on the wire, or the session ended before. */
  send(bytes: Uint8Array): Promise<boolean>;
  report(input: Extract<PhoneInput, { kind: "command" | "taken-back" }>): void;
}

interface Entry {
  readonly command: Command;
  /** What is sent again is byte for byte what was sent before. */
  readonly bytes: Uint8Array;
  readonly givenAt: number;
  reach: Reach;
  /** Why it is not out on this link, if it is not. */
  waitsFor: Waiting["for"] | undefined;
  /** The last write of it. */
  kept: Promise<void>;
}

/** What cannot leave sooner is written down meanwhile. */
const leavesWithinMs = 100;

export class Commands {
  readonly #options: CommandsOptions;
  /** By id, in the order in which they were given. */
  readonly #open = new Map<string, Entry>();

  constructor(options: CommandsOptions) {
    this.#options = options;
  }

  /** What was left when the app was last closed. */
  async load(agentNow: () => number): Promise<void> {
    const { database, keys, machine, ready } = this.#options;
    const kept = Promise.resolve();
    for (const { bytes, givenAt, reach } of await keptCommands(database, keys, machine)) {
      const command = readCommand(bytes);
      if (command === undefined) continue;
      const entry: Entry = { command, bytes, givenAt, reach, waitsFor: "link", kept };
      this.#open.set(nameOf(command), entry);
      this.#report(entry, reach === "accepted" ? "accepted" : "queued");
    }
    if (ready()) await this.resume(agentNow());
  }

  async give(command: Command): Promise<void> {
    const bytes = encodePhoneMessage(command);
    const isOut = this.#options.ready();
    // Kept as sent before it is: after a crash in between, it may have been.
    const reach = isOut ? "sent" : "given";
    const waitsFor = isOut ? undefined : "link";
    const kept = Promise.resolve();
    const entry: Entry = { command, bytes, givenAt: Date.now(), reach, waitsFor, kept };
    this.#open.set(nameOf(command), entry);
    this.#report(entry, "queued");
    if (isOut && leavesAtOnce(command)) {
      const late = new Promise((resolve) => setTimeout(resolve, leavesWithinMs));
      await Promise.race([this.#putOnWire(entry), late]);
      return this.#keep(entry);
    }
    await this.#keep(entry);
    if (this.#options.ready()) await this.#send(entry);
  }

  /** A new session is up. `agentNow` is the agent's clock: what has expired there is not sent. */
  async resume(agentNow: number): Promise<void> {
    for (const entry of this.#open.values()) {
      const { command, givenAt, reach } = entry;
      const open = { givenAt, reach, expiresAt: command.exp, mayGoLate: mayGoLate(command) };
      switch (resumption(open, Date.now(), agentNow)) {
        case "send":
          await this.#send(entry);
          break;
        case "hold":
          entry.waitsFor = "a-word";
          this.#report(entry, "queued");
          break;
        case "expire":
          this.#report(entry, "failed", { code: "EXPIRED" });
          this.#forget(entry);
      }
    }
  }

  async sendNow(id: Uint8Array): Promise<void> {
    const entry = this.#open.get(toBase64url(id));
    if (entry?.waitsFor !== "a-word") return;
    if (this.#options.ready()) return this.#send(entry);
    // Meant now, whenever the link comes: the same words, with the age of this moment.
    const meant = { ...entry, givenAt: Date.now(), waitsFor: "link" as const };
    this.#open.set(nameOf(entry.command), meant);
    this.#report(meant, "queued");
    await this.#keep(meant);
  }

  /** What is on its way on this link cannot be taken back. */
  takeBack(id: Uint8Array): void {
    const entry = this.#open.get(toBase64url(id));
    if (entry !== undefined) {
      if (entry.waitsFor === undefined || entry.reach === "accepted") return;
      this.#forget(entry);
    }
    this.#options.report({ kind: "taken-back", at: Date.now(), command: id });
  }

  /** What was sent may not have arrived, and must not look as if it had. */
  linkLost(): void {
    for (const entry of this.#open.values()) {
      if (entry.waitsFor !== undefined) continue;
      entry.waitsFor = "link";
      if (entry.reach !== "accepted") this.#report(entry, "queued");
    }
  }

  take(outcome: Outcome): void {
    const entry = this.#open.get(toBase64url(outcome.id));
    if (entry === undefined) return;
    this.#report(entry, outcome.state, outcome);
    if (outcome.state !== "accepted" && outcome.state !== "running") return this.#forget(entry);
    if (entry.reach === "accepted") return;
    entry.reach = "accepted";
    // Should this fail, it is asked about once more than it needs to be.
    this.#keep(entry).catch(() => undefined);
  }

  async #send(entry: Entry): Promise<void> {
    if (entry.reach === "given") {
      entry.reach = "sent";
      await this.#keep(entry);
    }
    // The vault takes a moment, in which the link may break or somebody take it back.
    if (!this.#options.ready() || this.#open.get(nameOf(entry.command)) !== entry) return;
    void this.#putOnWire(entry);
  }

  /** Resolves when it has left, or will not on this link. */
  async #putOnWire(entry: Entry): Promise<void> {
    entry.waitsFor = undefined;
    const hasLeft = await this.#options.send(entry.bytes);
    // The link may have broken since, and the agent may have said more.
    const isOnItsWay = entry.waitsFor === undefined && entry.reach !== "accepted";
    if (hasLeft && isOnItsWay) this.#report(entry, "sent");
  }

  /** As it stands when the writes before it are done, so that what was learned last is what stays. */
  #keep(entry: Entry): Promise<void> {
    const { database, keys, machine } = this.#options;
    const { command, bytes, givenAt } = entry;
    const write = async () => {
      // Settled before it was written.
      if (this.#open.get(nameOf(command)) !== entry) return;
      const { id, exp: expiresAt } = command;
      const { reach } = entry;
      await keepCommand(database, keys, machine, { id, bytes, expiresAt, givenAt, reach });
    };
    return (entry.kept = entry.kept.then(write, write));
  }

  #forget({ command, kept }: Entry): void {
    this.#open.delete(nameOf(command));
    const drop = () => dropCommand(this.#options.database, command.id);
    // Should this fail, the command is sent once more and answered from the agent's memory.
    kept.then(drop, drop).catch(() => undefined);
  }

  #report(
    { command, reach, waitsFor }: Entry,
    progress: CommandProgress,
    { code, run, seconds }: Pick<Outcome, "code" | "run" | "seconds"> = {},
  ): void {
    const subject = subjectOf(command, run);
    if (subject === undefined) return;
    const isWaiting = progress === "queued" && waitsFor;
    this.#options.report({
      kind: "command",
      at: Date.now(),
      command: command.id,
      subject,
      progress,
      ...(code && { code, againAt: seconds && Date.now() + seconds * 1_000 }),
      ...(isWaiting && { waiting: { for: isWaiting, maybeSent: reach !== "given" } }),
    });
  }
}

const nameOf = ({ id }: Command): string => toBase64url(id);
