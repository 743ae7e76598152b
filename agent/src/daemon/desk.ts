// The one desk at which a paired phone's commands arrive: may it, has it been asked before, is it still
// in time; then done at most once, with every state of it kept. See docs/protocol.md, "Commands".

import {
  type AgentMessage,
  type CloseReason,
  type Command,
  type Cursor,
  type OutcomeCode,
  type Query,
  toBase64url,
} from "@longrein/protocol";
import { commandLifetimeMaxMs } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import { sha256 } from "../platform/files.ts";
import { type Said, authorise } from "../policy/authorise.ts";
import { type Bucket, drawCommand } from "../policy/command-rate.ts";
import type { Device } from "../store/device-table.ts";
import type { RequestKey, RequestOutcome } from "../store/request-table.ts";
import type { Store } from "../store/store.ts";
import type { Commands } from "./commands.ts";
import type { DeviceKeeper } from "./device-keeper.ts";
import type { KillSwitch } from "./kill-switch.ts";
import type { Presence } from "./presence.ts";
import type { Answered, Queries } from "./queries.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { SetupKeeper } from "./setup-keeper.ts";
import type { SessionDesk } from "./session-phone.ts";
import { within } from "./within.ts";

const lastWordsWithinMs = 200;

type Outcome = Extract<AgentMessage, { t: "outcome" }>;
/** A promise among what it returns resolves when it has been said. */
type Reply = (outcome: Outcome) => unknown;

export interface DeskOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly commands: Commands;
  readonly queries: Queries;
  readonly devices: DeviceKeeper;
  readonly presence: Presence;
  readonly killSwitch: KillSwitch;
  readonly runs: RunKeeper;
  readonly setup: SetupKeeper;
}

export class Desk implements SessionDesk {
  readonly #options: DeskOptions;
  /** Commands that are being carried out, by device and id, and how each will have ended. */
  readonly #unfinished = new Map<string, Promise<RequestOutcome>>();
  #lastWords: unknown;
  /** How much each device may still say, by its name. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** To be called once, before any phone is let in. */
  recover(): void {
    const { store, clock, runs, setup } = this.#options;
    runs.recover();
    setup.refresh();
    store.requests.markInterrupted();
    store.requests.prune(clock.now());
  }

  device(slot: Uint8Array): Device | undefined {
    return this.#options.devices.bySlot(slot);
  }

  arrived(device: Uint8Array, close: (reason: CloseReason) => void): () => void {
    const { store, clock, presence } = this.#options;
    store.devices.seen(device, clock.now());
    return presence.arrived(device, close);
  }

  maySay(id: Uint8Array, message: Said): boolean {
    const device = this.#options.store.devices.byId(id);
    return device !== undefined && !device.revoked && authorise(device, message);
  }

  async answer(id: Uint8Array, query: Query): Promise<Answered> {
    if (this.maySay(id, query)) return this.#options.queries.answer(id, query);
    return { t: "unanswered", id: query.id, code: "FORBIDDEN" };
  }

  /** Ends everything, on behalf of whoever sits at the machine. */
  async kill(how: string): Promise<boolean> {
    const isConfirmed = await this.#options.killSwitch.pull("machine", how);
    await this.#hangUp();
    return isConfirmed;
  }

  /** A phone that has pulled the switch hears first what came of it. */
  async #hangUp(): Promise<void> {
    const { killSwitch, clock } = this.#options;
    const ended = Promise.allSettled(this.#unfinished.values());
    await within(
      clock,
      lastWordsWithinMs,
      ended.then(() => this.#lastWords),
    );
    killSwitch.hangUp();
  }

  refused(slot: Uint8Array, reason: string): void {
    const { store, clock } = this.#options;
    const entry = { what: "session.refused" as const, slot: toBase64url(slot), reason };
    store.refusals.record(entry.slot, entry, clock.now());
  }

  audit(): { readonly head: Uint8Array; readonly size: number } {
    return this.#options.store.audit.head();
  }

  readFeed(cursor: Cursor, epoch: Uint8Array | undefined, eventsMax: number) {
    return this.#options.store.events.read(cursor, epoch, eventsMax);
  }

  onEvent(listener: (feed: string) => void): () => void {
    return this.#options.store.events.onEvent(listener);
  }

  setup() {
    return this.#options.setup.present;
  }

  onSetup(listener: () => void): () => void {
    // Whoever comes hears what is known, and that is looked at again.
    this.#options.setup.refresh();
    return this.#options.setup.onChange(listener);
  }

  /** Every outcome that is told is already in the store. */
  async submit(
    deviceId: Uint8Array,
    command: Command,
    bytes: Uint8Array,
    reply: Reply,
  ): Promise<void> {
    const { store } = this.#options;
    const key = { device: deviceId, id: command.id };
    const tell = (outcome: RequestOutcome) => reply({ t: "outcome", id: command.id, ...outcome });
    const { outcome, isNew } = store.database.transaction(() => this.#accept(key, command, bytes));
    tell(outcome);
    if (outcome.state !== "running") return;
    if (isNew) this.#finish(key, command);
    // Whoever gave the command again on a new link hears the end of it there.
    const ended = await this.#unfinished.get(nameOf(key));
    const told = ended && tell(ended);
    if (command.t !== "kill") return;
    this.#lastWords = told;
    await this.#hangUp();
  }

  /** Accepting a command, doing it and remembering that are one step, or none of them happens. */
  #accept(
    key: RequestKey,
    command: Command,
    bytes: Uint8Array,
  ): { readonly outcome: RequestOutcome; readonly isNew: boolean } {
    const { requests, devices } = this.#options.store;
    const isNew = false;
    // Looked up for every command: a right that was lost is lost at once.
    const device = devices.byId(key.device);
    if (device === undefined || device.revoked) return { outcome: failed("FORBIDDEN"), isNew };
    const bodyHash = sha256(bytes);
    // Before its expiry is looked at: what was done in time stays done, whenever it is asked about.
    const known = requests.recall(key, bodyHash);
    if (known === "conflict") return { outcome: failed("IDEMPOTENCY_CONFLICT"), isNew };
    if (known !== undefined) return { outcome: known, isNew };
    const refusal = this.#refusal(device, command);
    if (refusal !== undefined) return { outcome: failed(refusal), isNew };
    // Only of what is new: to ask again what became of a command must never make it look refused.
    const againInMs = this.#tooFast(device, command);
    if (againInMs !== undefined) {
      const seconds = Math.ceil(againInMs / 1_000);
      return { outcome: { ...failed("BUSY"), seconds }, isNew };
    }
    requests.accept(key, bodyHash, command.exp);
    const outcome = this.#options.commands.begin(device, command);
    requests.settle(key, outcome);
    return { outcome, isNew: true };
  }

  #refusal(device: Device, command: Command): OutcomeCode | undefined {
    const { store, clock } = this.#options;
    const now = clock.now();
    if (!authorise(device, command)) {
      const code = "FORBIDDEN";
      store.refusals.record(toBase64url(device.id), { ...refusalOf(device, command), code }, now);
      return code;
    }
    if (command.exp <= now) return "EXPIRED";
    return command.exp > now + commandLifetimeMaxMs ? "INVALID" : undefined;
  }

  /** Nothing is kept of what comes too fast, so that the same command may be given again so much later. */
  #tooFast({ id }: Device, { t }: Command): number | undefined {
    const { clock, store } = this.#options;
    const device = toBase64url(id);
    const drawn = drawCommand(this.#buckets.get(device), t, clock.elapsed());
    if ("againInMs" in drawn) {
      store.refusals.record(device, { what: "command.refused", code: "BUSY", device }, clock.now());
      return drawn.againInMs;
    }
    this.#buckets.set(device, drawn);
    return undefined;
  }

  #finish(key: RequestKey, command: Command): void {
    const name = nameOf(key);
    const ended = this.#options.commands.goOn(key.device, command).then((outcome) => {
      this.#options.store.requests.settle(key, outcome);
      return outcome;
    });
    this.#unfinished.set(name, ended);
    void ended.finally(() => this.#unfinished.delete(name)).catch(() => undefined);
  }
}

function refusalOf(device: Device, command: Command) {
  const by = { device: toBase64url(device.id) };
  if (command.t !== "approval.answer") return { what: "command.refused" as const, ...by };
  const approval = toBase64url(command.approval);
  return { what: "approval.refused" as const, ...by, approval };
}

function nameOf({ device, id }: RequestKey): string {
  return `${toBase64url(device)} ${toBase64url(id)}`;
}

function failed(code: OutcomeCode): RequestOutcome {
  return { state: "failed", code };
}
