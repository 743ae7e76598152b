// The desk as the daemon wires it, with real SQLite, real files and real processes, and in place of a coding
// agent a puppet that does what the test says. The clock stands unless the test moves it.

import {
  type AgentEvent,
  type ApprovalAsk,
  type Command,
  type Cursor,
  type DriverSetup,
  type Question,
  type Role,
  decodeEvent,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import type { ApprovalKeeper } from "../daemon/approval-keeper.ts";
import type { AttemptKeeper } from "../daemon/attempt-keeper.ts";
import { assembleDesk } from "../daemon/assemble-desk.ts";
import type { CeilingKeeper } from "../daemon/ceiling-keeper.ts";
import type { Desk } from "../daemon/desk.ts";
import type { DeviceKeeper } from "../daemon/device-keeper.ts";
import type { QuestionKeeper } from "../daemon/question-keeper.ts";
import type { RunKeeper } from "../daemon/run-keeper.ts";
import type { SetupKeeper } from "../daemon/setup-keeper.ts";
import type { SpendLedger } from "../daemon/spend-ledger.ts";
import { ManualClock } from "../platform/manual-clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Conversation, Driver, DriverRun, Opening } from "../runs/driver.ts";
import { type Quotas, usualQuotas } from "../runs/quotas.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { PhoneUnderTest, type Told } from "./phone-under-test.ts";
import { addDevice } from "./rows.ts";
import { type StateFolder, stateFolder } from "./state-folder.ts";

/** What a puppet meets: the run, and the signal of its turn. */
export type PuppetRun = DriverRun & { readonly signal: AbortSignal; readonly opening: Opening };
export type Puppet = (run: PuppetRun, prompt: string) => Promise<void>;

export const agentNames = {
  sessionId: new Uint8Array(16).fill(1),
  noiseKey: new Uint8Array(32).fill(2),
  identityKey: new Uint8Array(32).fill(3),
};

const ofPuppet: DriverSetup = {
  name: "puppet",
  title: "Puppet",
  approvals: "exact",
  models: [],
  modes: [],
  steers: false,
  resumes: false,
};

export class DeskUnderTest {
  readonly folder: StateFolder;
  readonly workspace: ThrowAwayFolder;
  readonly clock: ManualClock;
  readonly store: Store;
  readonly desk: Desk;
  readonly runs: RunKeeper;
  readonly attempts: AttemptKeeper;
  readonly setup: SetupKeeper;
  workspaces: readonly Workspace[];
  readonly approvals: ApprovalKeeper;
  readonly questions: QuestionKeeper;
  readonly devices: DeviceKeeper;
  readonly ceiling: CeilingKeeper;
  readonly budget: SpendLedger;
  quotas: Quotas = usualQuotas;
  /** Where phones that are closed may be told something. */
  pushHosts: readonly string[] = [];
  /** What push services said. */
  readonly pushed: string[] = [];
  /** What the coding agent does with each prompt. */
  puppet: Puppet = () => Promise.resolve();
  /** How it describes itself. */
  puppetSetup: DriverSetup = ofPuppet;
  /** What this is a restart of. */
  #before: DeskUnderTest | undefined;
  /** What else its conversations can do. */
  manners: Partial<Conversation> = {};

  /** `drivers` are there beside the puppet. */
  constructor(
    folder: StateFolder,
    workspace: ThrowAwayFolder,
    clock = new ManualClock(),
    drivers: readonly Driver[] = [],
  ) {
    this.folder = folder;
    this.workspace = workspace;
    this.clock = clock;
    this.store = folder.openStore();
    this.workspaces = [{ name: "w", folder: workspace.path, git: false }];
    const assembled = assembleDesk({
      store: this.store,
      worktrees: `${folder.path}/worktrees`,
      clock,
      primitives: nodePrimitives,
      agent: agentNames,
      drivers: [this.#driver(), ...drivers],
      workspaces: () => this.workspaces,
      profile: "balanced",
      quotas: () => this.quotas,
      push: {
        machine: "studio",
        contact: "https://app.example",
        ownHosts: () => this.pushHosts,
        sent: (_, result) => this.pushed.push(result),
      },
    });
    this.desk = assembled.desk;
    this.runs = assembled.runs;
    this.attempts = assembled.attempts;
    this.setup = assembled.setup;
    this.approvals = assembled.approvals;
    this.questions = assembled.questions;
    this.devices = assembled.devices;
    this.ceiling = assembled.ceiling;
    this.budget = assembled.budget;
    this.desk.recover();
  }

  #driver(): Driver {
    return {
      name: "puppet",
      describe: () => Promise.resolve(this.puppetSetup),
      open: (run, opening) =>
        Promise.resolve({
          turn: (prompt, signal) => this.puppet({ ...run, signal, opening }, prompt),
          close: () => Promise.resolve(),
          ...this.manners,
        }),
    };
  }

  addPhone(role: Role = "operator", approver?: boolean): PhoneUnderTest {
    const phone = new PhoneUnderTest(agentNames, () => this.clock.now());
    addDevice(this.store, { id: phone.id, identityKey: phone.identityKey, role, approver });
    return phone;
  }

  /** All that the phone is told about this command, in order; resolves when no more will come. */
  async submit(phone: PhoneUnderTest, command: Command, bytes = phone.encode(command)) {
    const told: Told[] = [];
    await this.desk.submit(phone.id, command, bytes, ({ state, code, run, seconds }) => {
      told.push({ state, ...(code && { code }), ...(run && { run }), ...(seconds && { seconds }) });
    });
    return told;
  }

  /** What a phone that follows the feed would have been sent. */
  events(feed = inboxFeed) {
    let place: Cursor = { feed, seq: 0, chain: new Uint8Array(32) };
    const events: AgentEvent[] = [];
    for (;;) {
      const read = this.desk.readFeed(place, undefined, 10_000).events;
      const last = read.at(-1);
      if (last === undefined) return events;
      events.push(...read.flatMap(({ body }) => decodeEvent(body) ?? []));
      place = { feed, seq: last.seq, chain: last.chain };
    }
  }

  asks(): ApprovalAsk[] {
    return this.events().flatMap((event) => (event.t === "approval.asked" ? [event.ask] : []));
  }

  questionsAsked(): Question[] {
    return this.events().flatMap((event) => (event.t === "question.asked" ? [event.ask] : []));
  }

  runEvents(run: Uint8Array | undefined) {
    return run === undefined ? [] : this.events(`run:${toBase64url(run)}`);
  }

  /** The question with this number, once it has been asked. */
  async asked(number = 1): Promise<ApprovalAsk> {
    await this.until(() => this.asks().length >= number, `question ${number}`);
    const ask = this.asks()[number - 1];
    if (ask === undefined) throw new Error(`question ${number} was not asked`);
    return ask;
  }

  /** Resolves once it holds; every event may change it, and so may a child process that ends. */
  async until(holds: () => boolean, what: string, withinMs = 10_000): Promise<void> {
    const end = performance.now() + withinMs;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  untilRun(id: Uint8Array, ...states: readonly string[]): Promise<void> {
    return this.until(
      () => states.includes(this.store.runs.byId(id)?.state ?? "none"),
      `the run to be ${states.join(" or ")}`,
    );
  }

  auditTexts(): string[] {
    return this.store.audit.rows().map(({ entry }) => entry ?? "forgotten");
  }

  async remove(): Promise<void> {
    this.abandon();
    // What waited for their end is told of it first.
    await new Promise((resolve) => setImmediate(resolve));
    await this.folder.remove();
    await this.workspace.remove();
  }

  abandon(): void {
    this.runs.abandonAll();
    this.#before?.abandon();
  }

  /** As after a crash: nothing was ended in order, and a new program opens what rests on disk. */
  restarted(): DeskUnderTest {
    const next = new DeskUnderTest(this.folder, this.workspace, this.clock);
    next.#before = this;
    return next;
  }
}

export async function deskUnderTest(): Promise<DeskUnderTest> {
  return new DeskUnderTest(await stateFolder(), await throwAwayFolder("longrein-work-"));
}
