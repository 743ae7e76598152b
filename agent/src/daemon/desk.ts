// The one desk at which a paired phone's commands arrive: may it, has it been asked before, is it still
// in time; then done at most once, with every state of it kept. See docs/protocol.md, "Commands".

import {
  type AgentMessage,
  type Command,
  type Cursor,
  type OutcomeCode,
  toBase64url,
} from "@longrein/protocol";
import { commandLifetimeMaxMs } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import { sha256 } from "../platform/files.ts";
import { mayDo } from "../policy/may-do.ts";
import type { Device } from "../store/device-table.ts";
import type { RequestOutcome } from "../store/request-table.ts";
import type { Store } from "../store/store.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { SessionDesk } from "./session-phone.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;
type Reply = (outcome: Outcome) => void;

export interface DeskOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly runs: RunKeeper;
}

export class Desk implements SessionDesk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** To be called once, before any phone is let in. */
  recover(): void {
    const { store, clock, runs } = this.#options;
    runs.recover();
    store.requests.markInterrupted();
    store.requests.prune(clock.now());
  }

  device(slot: Uint8Array): Device | undefined {
    return this.#options.store.devices.bySlot(slot);
  }

  seen(device: Uint8Array): void {
    const { store, clock } = this.#options;
    store.devices.seen(device, clock.now());
  }

  refused(slot: Uint8Array, reason: string): void {
    const { store, clock } = this.#options;
    const entry = { what: "session.refused", slot: toBase64url(slot), reason };
    store.database.transaction(() => store.audit.append(entry, clock.now()));
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
    const device = store.devices.byId(deviceId);
    const refusal = this.#refusal(device, command);
    if (device === undefined || refusal !== undefined) {
      return tell({ state: "failed", code: refusal ?? "FORBIDDEN" });
    }
    const settled = store.database.transaction(() => {
      const admittance = store.requests.admit(key, sha256(bytes), command.exp);
      if (admittance.kind === "conflict") return failed("IDEMPOTENCY_CONFLICT");
      if (admittance.kind === "known") return admittance.outcome;
      // Accepting a command, doing it and remembering that are one step, or none of them happens.
      const outcome = this.#carryOut(device, command);
      if (outcome !== "takes-time") store.requests.settle(key, outcome);
      return outcome;
    });
    if (settled !== "takes-time") return tell(settled);
    tell({ state: "running" });
    const outcome = await this.#takeTime(command);
    store.requests.settle(key, outcome);
    tell(outcome);
  }

  /** The device is looked up for every command: a right that was lost is lost at once. */
  #refusal(device: Device | undefined, command: Command): OutcomeCode | undefined {
    if (device === undefined || device.revoked) return "FORBIDDEN";
    if (!mayDo(device.role, command.t)) return "FORBIDDEN";
    const now = this.#options.clock.now();
    if (command.exp <= now) return "EXPIRED";
    return command.exp > now + commandLifetimeMaxMs ? "INVALID" : undefined;
  }

  #carryOut(device: Device, command: Command): RequestOutcome | "takes-time" {
    const { approvals, runs } = this.#options;
    switch (command.t) {
      case "run.open": {
        const { workspace, driver, prompt } = command;
        const run = runs.open(workspace, driver, prompt, titleOf(prompt));
        return run === undefined ? failed("NOT_FOUND") : { state: "done", run };
      }
      case "run.prompt":
        return outcomeOf(runs.prompt(command.run, command.text));
      case "run.stop":
        return "takes-time";
      case "approval.answer": {
        const code = approvals.answer(device, command);
        return code === undefined ? { state: "done" } : failed(code);
      }
    }
  }

  /** A stop is done when the run has really ended, not when it was asked to. */
  async #takeTime(command: Command): Promise<RequestOutcome> {
    return command.t === "run.stop"
      ? outcomeOf(await this.#options.runs.stop(command.run))
      : failed("UNSUPPORTED");
  }
}

function outcomeOf(result: "done" | OutcomeCode): RequestOutcome {
  return result === "done" ? { state: "done" } : failed(result);
}

function failed(code: OutcomeCode): RequestOutcome {
  return { state: "failed", code };
}

/** The first line, short enough for a list. */
function titleOf(prompt: string): string {
  const [line = ""] = prompt.trim().split("\n");
  const characters = [...line];
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join("")}…`;
}
