// The phone's connected half behind the port that the screens use: pairing, the standing link, feeds
// and commands, wired together. Everything it learns leaves through one listener, in order.

import {
  type AgentMessage,
  type ApprovalAsk,
  type Command,
  type Decision,
  type QueryAnswer,
  decodeEvent,
  parsePairingLink,
} from "@longrein/protocol";
import { commandLifetimeMs } from "@longrein/protocol/limits";
import type { Key } from "../state/identifiers.ts";
import type {
  CommandBody,
  PairingFailure,
  PairingStatus,
  PhoneInput,
  PhonePort,
  QueryBody,
} from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import { type DeviceKeys, createDeviceKeys, loadDeviceKeys } from "../vault/device-keys.ts";
import { type Machine, forgetMachine, saveMachine } from "../vault/machines.ts";
import type { Vault } from "../vault/open-vault.ts";
import { webPrimitives } from "../vault/web-primitives.ts";
import { Commands } from "./commands.ts";
import { Drafts } from "./drafts.ts";
import { Enrolment } from "./enrolment.ts";
import { type FeedMessage, Feeds } from "./feeds.ts";
import { endedStatus, linkStatus } from "./link-status.ts";
import { MachineLink } from "./machine-link.ts";
import { Queries } from "./queries.ts";
import { watchPresence } from "./returning.ts";
import { signAnswer } from "./sign-answer.ts";

/** `tell` takes everything that the link learns, in order. */
export function createPhoneLink(vault: Vault, tell: (input: PhoneInput) => void): PhoneLink {
  return new PhoneLink(vault, tell);
}

interface Connection {
  readonly machine: Machine;
  readonly keys: DeviceKeys;
  readonly link: MachineLink;
  readonly feeds: Feeds;
  readonly commands: Commands;
  readonly queries: Queries;
  readonly drafts: Drafts;
  clockOffset: number;
  auditHead: Uint8Array | undefined;
}

class PhoneLink implements Omit<PhonePort, "onInput" | "useHere" | "wipe"> {
  readonly #vault: Vault;
  readonly #database: Database;
  readonly #tell: (input: PhoneInput) => void;
  #connection: Connection | undefined;
  #enrolment: Enrolment | undefined;
  /** What the screens want to see, also while there is nobody to ask yet. */
  readonly #wanted = new Set<string>();
  readonly #over = new AbortController();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault, tell: (input: PhoneInput) => void) {
    this.#vault = vault;
    this.#database = vault.database;
    this.#tell = tell;
  }

  start(): void {
    const presence = {
      returned: () => this.#connection?.link.wake(),
      left: () => this.#connection?.link.rest(),
    };
    watchPresence(presence, this.#over.signal);
    const { pairing } = this.#vault;
    if (pairing === undefined) {
      return this.#tell({ kind: "link", at: Date.now(), status: { kind: "idle" } });
    }
    this.#connect(pairing.machine, pairing.keys).catch(() => this.#tellStorageLost());
  }

  pair(text: string, deviceName: string): void {
    this.#enrolment?.cancel();
    this.#pairing({ kind: "connecting" });
    this.#enrol(text, deviceName).catch((failure: unknown) =>
      this.#pairingFailed(reasonOf(failure)),
    );
  }

  async letGo(): Promise<void> {
    this.#over.abort();
    this.#enrolment?.cancel();
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.link.stop();
    await Promise.all([connection?.drafts.write(), this.#writing]);
    await this.#database.close();
  }

  async unpair(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return;
    connection.link.stop();
    this.#connection = undefined;
    await this.#write(forgetMachine(this.#database, connection.machine));
    await this.#write(this.#database.clear("outbox"));
    this.#tell({ kind: "link", at: Date.now(), status: { kind: "ended", reason: "unpaired" } });
  }

  give(body: CommandBody): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const exp = Math.round(Date.now() + connection.clockOffset + commandLifetimeMs);
    const command: Command = { ...body, id: webPrimitives.randomBytes(16), exp };
    this.#write(connection.commands.give(command)).catch(() => this.#tellStorageLost());
  }

  answer(ask: ApprovalAsk, decision: Decision, words?: string): void {
    const connection = this.#connection;
    if (connection?.auditHead === undefined) return;
    const { machine, keys, auditHead, commands } = connection;
    const given = signAnswer(machine, keys, auditHead, ask, { decision, words }).then((command) =>
      commands.give(command),
    );
    this.#write(given).catch(() => this.#tellStorageLost());
  }

  sendNow(command: Uint8Array): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#write(connection.commands.sendNow(command)).catch(() => this.#tellStorageLost());
  }

  takeBack(command: Uint8Array): void {
    this.#connection?.commands.takeBack(command);
  }

  async ask(query: QueryBody): Promise<QueryAnswer | undefined> {
    return this.#connection?.queries.ask(query);
  }

  keepDraft(run: Key, text: string): void {
    this.#connection?.drafts.keep(run, text);
  }

  follow(feed: string): void {
    this.#wanted.add(feed);
    const connection = this.#connection;
    if (connection === undefined) return;
    connection.link.send({ t: "follow", cursor: connection.feeds.follow(feed) });
  }

  unfollow(feed: string): void {
    this.#wanted.delete(feed);
    this.#connection?.feeds.unfollow(feed);
    this.#connection?.link.send({ t: "unfollow", feed });
  }

  async #enrol(text: string, deviceName: string): Promise<void> {
    const { offer, appOrigin } = parsePairingLink(text);
    const { relayHost } = offer;
    const relayUrl =
      relayHost === undefined ? (appOrigin ?? location.origin) : `https://${relayHost}`;
    const keys = (await loadDeviceKeys(this.#database)) ?? (await createDeviceKeys(this.#database));
    const request = { offer, relayUrl, deviceName, keys };
    this.#enrolment = new Enrolment(request, {
      code: (code, secondsLeft) => this.#pairing({ kind: "check-code", code, secondsLeft }),
      failed: (reason) => this.#pairingFailed(reason),
      paired: (machine) => {
        this.#write(this.#paired(machine, keys)).catch(() => this.#pairingFailed("storage"));
      },
    });
  }

  async #paired(machine: Machine, keys: DeviceKeys): Promise<void> {
    // One machine for now: a new pairing takes the old one's place.
    this.#connection?.link.stop();
    await this.#database.clear("machines");
    await this.#database.clear("outbox");
    await saveMachine(this.#database, keys, machine);
    if (this.#over.signal.aborted) return;
    this.#pairing({ kind: "paired", machine: machine.name });
    await this.#connect(machine, keys);
  }

  async #connect(machine: Machine, keys: DeviceKeys): Promise<void> {
    const feeds = new Feeds(this.#wanted);
    const link: MachineLink = new MachineLink(machine, keys, feeds, {
      state: (state, ending) => {
        if (state.kind !== "ready") {
          commands.linkLost();
          queries.linkLost();
        }
        const status = linkStatus(state, ending, navigator.onLine);
        this.#tell({ kind: "link", at: Date.now(), status });
        if (endedStatus(ending) !== undefined && state.kind !== "stopped") link.stop();
      },
      ready: (message, clockOffset) => {
        connection.clockOffset = clockOffset;
        connection.auditHead = message.auditHead;
        this.#tell({ kind: "message", at: Date.now(), message });
        commands.resume(Date.now() + clockOffset).catch(() => this.#tellStorageLost());
      },
      message: (message) => this.#take(connection, message),
    });
    const commands = new Commands({
      database: this.#database,
      keys,
      ready: () => link.ready,
      send: (bytes) => link.sendBytes(bytes),
      report: (input) => this.#tell(input),
    });
    const queries = new Queries((query) => {
      link.send(query);
      return link.ready;
    });
    const drafts = new Drafts(this.#database, keys, (input) => this.#tell(input));
    const connection: Connection = {
      machine,
      keys,
      link,
      feeds,
      commands,
      queries,
      drafts,
      clockOffset: 0,
      auditHead: undefined,
    };
    this.#connection = connection;
    link.start();
    await Promise.all([commands.load(() => Date.now() + connection.clockOffset), drafts.load()]);
  }

  #take(connection: Connection, message: AgentMessage): void {
    if (message.t === "outcome") return connection.commands.take(message);
    if (message.t === "event" || message.t === "reset" || message.t === "current") {
      return this.#takeFeed(connection, message);
    }
    connection.queries.take(message);
    this.#tell({ kind: "message", at: Date.now(), message });
  }

  #takeFeed({ feeds, link }: Connection, message: FeedMessage): void {
    const news = feeds.take(message);
    if (news.kind === "ask-again") return link.send({ t: "follow", cursor: news.cursor });
    if (news.kind === "ignore") return;
    const at = Date.now();
    if (message.t !== "event") return this.#tell({ kind: "message", at, message });
    const { feed, seq, body } = message;
    this.#tell({ kind: "event", at, feed, seq, event: decodeEvent(body) });
  }

  /** Whoever lets go waits for it. */
  #write(work: Promise<void>): Promise<void> {
    this.#writing = Promise.allSettled([this.#writing, work]);
    return work;
  }

  #pairing(status: PairingStatus): void {
    this.#tell({ kind: "pairing", at: Date.now(), status });
  }

  #pairingFailed(reason: PairingFailure): void {
    this.#pairing({ kind: "failed", reason });
  }

  #tellStorageLost(): void {
    this.#tell({ kind: "link", at: Date.now(), status: { kind: "ended", reason: "storage" } });
  }
}

function reasonOf(failure: unknown): PairingFailure {
  return failure instanceof Error && failure.name === "ProtocolFailure" ? "malformed" : "storage";
}
