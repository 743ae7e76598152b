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
import type { RequestKey, RequestOutcome } from "../store/request-table.ts";
import type { Store } from "../store/store.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { SetupKeeper } from "./setup-keeper.ts";
import type { SessionDesk } from "./session-phone.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;
type Reply = (outcome: Outcome) => void;

export interface DeskOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly questions: QuestionKeeper;
  readonly runs: RunKeeper;
  readonly setup: SetupKeeper;
}

export class Desk implements SessionDesk {
  readonly #options: DeskOptions;
  /** Commands that are being carried out, by device and id, and how each will have ended. */
  readonly #unfinished = new Map<string, Promise<RequestOutcome>>();

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
    return this.#options.store.devices.bySlot(slot);
  }

  seen(device: Uint8Array): void {
    const { store, clock } = this.#options;
    store.devices.seen(device, clock.now());
  }

  refused(slot: Uint8Array, reason: string): void {
    const { store, clock } = this.#options;
    const entry = { what: "session.refused", slot: toBase64url(slot), reason };
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
    if (ended !== undefined) tell(ended);
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
    requests.accept(key, bodyHash, command.exp);
    const outcome = this.#carryOut(device, command);
    requests.settle(key, outcome);
    return { outcome, isNew: true };
  }

  #refusal(device: Device, command: Command): OutcomeCode | undefined {
    if (!mayDo(device.role, command.t)) return "FORBIDDEN";
    const now = this.#options.clock.now();
    if (command.exp <= now) return "EXPIRED";
    return command.exp > now + commandLifetimeMaxMs ? "INVALID" : undefined;
  }

  #finish(key: RequestKey, command: Command): void {
    const name = nameOf(key);
    const ended = this.#takeTime(key, command).then((outcome) => {
      this.#options.store.requests.settle(key, outcome);
      return outcome;
    });
    this.#unfinished.set(name, ended);
    void ended.finally(() => this.#unfinished.delete(name)).catch(() => undefined);
  }

  /** What takes time is "running", and ends in `#takeTime`. */
  #carryOut(device: Device, command: Command): RequestOutcome {
    const { approvals, questions, runs } = this.#options;
    const from = { command: command.id, device: device.id };
    switch (command.t) {
      case "run.open": {
        const opened = runs.open({ ...command, prompt: { text: command.prompt, ...from } });
        return typeof opened === "string" ? failed(opened) : { state: "done", ...opened };
      }
      case "run.prompt": {
        const result = runs.prompt(command.run, { text: command.text, ...from });
        if (result !== "under-way") return outcomeOf(result);
        return command.when === undefined ? failed("BUSY") : { state: "running" };
      }
      case "run.stop":
      case "run.set":
        return { state: "running" };
      case "question.answer":
        return codeOf(questions.answer(device.id, command.question, command.answer));
      case "approval.answer":
        return codeOf(approvals.answer(device, command));
      default:
        return failed("UNSUPPORTED");
    }
  }

  async #takeTime({ device }: RequestKey, command: Command): Promise<RequestOutcome> {
    const { runs } = this.#options;
    switch (command.t) {
      case "run.prompt": {
        const prompt = { text: command.text, command: command.id, device };
        const { run, when } = command;
        return outcomeOf(
          await (when === "steer" ? runs.steer(run, prompt) : runs.queue(run, prompt)),
        );
      }
      case "run.set":
        return outcomeOf(await runs.set(command.run, command));
      case "run.stop": {
        // Done when the run has really ended, not when it was asked to.
        const result = await runs.stop(command.run);
        return result === "unconfirmed" ? { state: "indeterminate" } : outcomeOf(result);
      }
      default:
        return failed("UNSUPPORTED");
    }
  }
}

function outcomeOf(result: "done" | OutcomeCode): RequestOutcome {
  return result === "done" ? { state: "done" } : failed(result);
}

function codeOf(refusal: OutcomeCode | undefined): RequestOutcome {
  return refusal === undefined ? { state: "done" } : failed(refusal);
}

function nameOf({ device, id }: RequestKey): string {
  return `${toBase64url(device)} ${toBase64url(id)}`;
}

function failed(code: OutcomeCode): RequestOutcome {
  return { state: "failed", code };
}
