// All that is connected to one machine: its link, its feeds, what was asked of it and what is being written. It
// knows of no other machine, and none of them of it.

import type { AgentMessage, ApprovalAsk, Command, Decision, QueryAnswer } from "@longrein/protocol";
import { decodeEvent } from "@longrein/protocol";
import { commandLifetimeMs } from "@longrein/protocol/limits";
import type { Key } from "../state/identifiers.ts";
import type {
  CommandBody,
  HowToAnswer,
  MachinePort,
  MemoryPlace,
  PhoneInput,
  QueryBody,
} from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { type MachineNote, noteOfMachine } from "../vault/machine-store.ts";
import { type Machine, type MachineFace, faceOf } from "../vault/machines.ts";
import { webPrimitives } from "../vault/web-primitives.ts";
import { Commands } from "./commands.ts";
import type { Drafts } from "./drafts.ts";
import { type FeedMessage, Feeds } from "./feeds.ts";
import { Gathering } from "./gathering.ts";
import { endedStatus, linkStatus } from "./link-status.ts";
import { MachineLink } from "./machine-link.ts";
import { type Memory, memoryOfMachine } from "./memory.ts";
import { Queries } from "./queries.ts";
import { signAnswer } from "./sign-answer.ts";

interface Wired {
  readonly database: Database;
  readonly keys: DeviceKeys;
  tell(input: PhoneInput): void;
  storageLost(): void;
}

export class PairedMachine implements Omit<MachinePort, "recall"> {
  readonly #wired: Wired;
  readonly #feeds = new Feeds([]);
  readonly #link: MachineLink;
  readonly #commands: Commands;
  readonly #queries: Queries;
  /** Loaded beside all else: nobody waits for a draft, and where it is missing none is kept. */
  readonly #drafts: Promise<Drafts | undefined>;
  readonly #memory: Memory;
  readonly #told: Gathering;
  #machine: Machine;
  #clockOffset = 0;
  #auditHead: Uint8Array | undefined;
  #heardAt: number | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(machine: Machine, wired: Wired) {
    this.#machine = machine;
    this.#wired = wired;
    const { database, keys } = wired;
    const { key } = this.face;
    this.#told = new Gathering(wired.tell, (input) => {
      const feed = input.kind === "event" ? input.feed : undefined;
      return this.#link.ready && this.#feeds.isMoreToCome(feed);
    });
    const tell = (input: PhoneInput) => this.#told.tell(input);
    this.#link = new MachineLink(machine, keys, this.#feeds, {
      state: (state, ending) => {
        if (state.kind !== "ready") this.#linkLost();
        const status = linkStatus(state, ending, navigator.onLine);
        tell({ kind: "link", at: Date.now(), status });
        if (endedStatus(ending) !== undefined && state.kind !== "stopped") this.#link.stop();
        if (status.kind === "ended" && status.reason === "revoked") this.#memory.forget();
      },
      ready: (message, clockOffset) => this.#greeted(message, clockOffset),
      message: (message) => this.#take(message),
    });
    this.#commands = new Commands({
      database,
      keys,
      machine: key,
      ready: () => this.#link.ready,
      send: (bytes) => this.#link.sendBytes(bytes),
      report: (input) => {
        tell(input);
        void this.#drafts.then((drafts) => drafts?.heardOf(input));
      },
    });
    this.#queries = new Queries((query) => {
      this.#link.send(query);
      return this.#link.ready;
    });
    this.#drafts = import("./drafts.ts").then(
      ({ Drafts }) => new Drafts(database, keys, key, tell),
      () => undefined,
    );
    this.#memory = memoryOfMachine(database, keys, key);
  }

  get face(): MachineFace {
    return faceOf(this.#machine);
  }

  /** `outbox` is read once it may be. */
  start(outbox: Promise<void>): void {
    this.#link.start();
    const loaded = outbox.then(() =>
      Promise.all([
        this.#commands.load(() => this.#agentNow()),
        this.#drafts.then((drafts) => drafts?.load()),
      ]),
    );
    this.#write(loaded);
  }

  /** For good. Once this is done it writes nothing more. */
  async stop(): Promise<void> {
    this.#link.stop();
    await this.leave();
    await Promise.all([this.#writing, this.#memory.written()]);
  }

  wake(): void {
    this.#link.wake();
  }

  rest(): void {
    this.#link.rest();
  }

  /** Whoever leaves may not come back to this page. */
  async leave(): Promise<void> {
    this.#noteHeard();
    await (await this.#drafts)?.write();
  }

  rename(label: string): void {
    this.#machine = { ...this.#machine, label };
    this.#note({ label });
  }

  give(body: CommandBody): void {
    const exp = Math.round(this.#agentNow() + commandLifetimeMs);
    const command: Command = { ...body, id: webPrimitives.randomBytes(16), exp };
    this.#write(this.#commands.give(command));
  }

  answer(ask: ApprovalAsk, decision: Decision, how?: HowToAnswer): void {
    if (this.#auditHead === undefined) return;
    const { keys } = this.#wired;
    const signed = signAnswer(this.#machine, keys, this.#auditHead, ask, { ...how, decision });
    this.#write(signed.then((command) => this.#commands.give(command)));
  }

  sendNow(command: Uint8Array): void {
    this.#write(this.#commands.sendNow(command));
  }

  takeBack(command: Uint8Array): void {
    this.#commands.takeBack(command);
  }

  ask(query: QueryBody): Promise<QueryAnswer | undefined> {
    return this.#queries.ask(query);
  }

  keepDraft(run: Key, text: string): void {
    void this.#drafts.then((drafts) => drafts?.keep(run, text));
  }

  remember(place: MemoryPlace, text: string): void {
    this.#memory.write(place, text);
  }

  follow(feed: string): void {
    this.#link.send({ t: "follow", cursor: this.#feeds.follow(feed) });
  }

  unfollow(feed: string): void {
    this.#feeds.unfollow(feed);
    this.#link.send({ t: "unfollow", feed });
  }

  #agentNow(): number {
    return Date.now() + this.#clockOffset;
  }

  #greeted(message: Extract<AgentMessage, { t: "ready" }>, clockOffset: number): void {
    this.#clockOffset = clockOffset;
    this.#auditHead = message.auditHead;
    this.#machine = { ...this.#machine, name: message.machine };
    this.#heard();
    this.#noteHeard();
    this.#told.tell({ kind: "message", at: Date.now(), message });
    this.#write(this.#commands.resume(this.#agentNow()));
  }

  #take(message: AgentMessage): void {
    this.#heard();
    if (message.t === "outcome") return this.#commands.take(message);
    if (message.t === "event" || message.t === "reset" || message.t === "current") {
      return this.#takeFeed(message);
    }
    this.#queries.take(message);
    this.#told.tell({ kind: "message", at: Date.now(), message });
  }

  #takeFeed(message: FeedMessage): void {
    const news = this.#feeds.take(message);
    if (news.kind === "ask-again") return this.#link.send({ t: "follow", cursor: news.cursor });
    if (news.kind === "ignore") return;
    const at = Date.now();
    if (message.t !== "event") return this.#told.tell({ kind: "message", at, message });
    const { feed, seq, body } = message;
    this.#told.tell({ kind: "event", at, feed, seq, event: decodeEvent(body) });
  }

  #linkLost(): void {
    this.#commands.linkLost();
    this.#queries.linkLost();
    this.#noteHeard();
  }

  #heard(): void {
    this.#heardAt = Date.now();
  }

  /** Kept, so that the phone can say how old its knowledge is when it is opened far from the machine. */
  #noteHeard(): void {
    const heardAt = this.#heardAt;
    if (heardAt === undefined) return;
    this.#heardAt = undefined;
    this.#machine = { ...this.#machine, heardAt };
    this.#note({ name: this.#machine.name, heardAt });
  }

  #note(note: MachineNote): void {
    this.#write(noteOfMachine(this.#wired.database, this.#machine, note));
  }

  /** Whoever lets go waits for it. */
  #write(work: Promise<unknown>): void {
    const told = work.catch(() => this.#lost());
    this.#writing = Promise.allSettled([this.#writing, told]);
  }

  /** What cannot be kept safely is not kept at all. */
  #lost(): void {
    this.#memory.forget();
    this.#wired.storageLost();
  }
}
