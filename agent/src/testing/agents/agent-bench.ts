// A coding agent at work: the real CLI in a place of its own, driven through the real desk, with a model that
// follows a script and a phone that signs. The desk's clock goes along with the wall's.

import type {
  AgentEvent,
  ApprovalAsk,
  Command,
  Decision,
  Question,
  RunState,
} from "@longrein/protocol";
import { readAction, utf8 } from "@longrein/protocol";
import type { Driver } from "../../runs/driver.ts";
import { DeskUnderTest } from "../desk-under-test.ts";
import type { PhoneUnderTest } from "../phone-under-test.ts";
import { stateFolder } from "../state-folder.ts";
import { until } from "../until.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import { FakeModel } from "./model/fake-model.ts";
import { commandOf } from "./pinned-agents.ts";
import { Place } from "./place.ts";

const patienceMs = 90_000;
const tickMs = 20;
/** Looking reads the store, and what is looked at needs the processor more. */
const lookEveryMs = 20;

type Opening = Parameters<PhoneUnderTest["open"]>[0];

export class AgentBench {
  readonly fixture: AgentFixture;
  readonly place: Place;
  readonly model: FakeModel;
  readonly on: DeskUnderTest;
  readonly driver: Driver;
  readonly phone: PhoneUnderTest;
  readonly #ticking: NodeJS.Timeout;

  private constructor(
    fixture: AgentFixture,
    place: Place,
    model: FakeModel,
    on: DeskUnderTest,
    driver: Driver,
  ) {
    this.fixture = fixture;
    this.place = place;
    this.model = model;
    this.on = on;
    this.driver = driver;
    this.phone = on.addPhone();
    let last = performance.now();
    this.#ticking = setInterval(() => {
      const now = performance.now();
      on.clock.advance(Math.round(now - last));
      last = now;
    }, tickMs);
  }

  /** `command` makes what is started instead of the coding agent itself. */
  static async open(
    fixture: AgentFixture,
    command: (place: Place, path: string) => Promise<string> = (_, path) => Promise.resolve(path),
  ): Promise<AgentBench> {
    const place = await Place.make();
    const model = await FakeModel.start();
    const path = await command(place, commandOf(fixture.agent));
    const driver = await fixture.make(place, model, path);
    const workspace = {
      path: place.folder,
      makeFolder: () => Promise.reject(new Error("not here")),
      remove: () => Promise.resolve(),
    };
    const on = new DeskUnderTest(await stateFolder(), workspace, undefined, [undescribed(driver)]);
    return new AgentBench(fixture, place, model, on, driver);
  }

  /** Ends everything; rejects if the driver has left something running. */
  async close(): Promise<void> {
    await this.on.runs.close();
    clearInterval(this.#ticking);
    await this.model.close();
    await this.on.remove();
    const left = this.place.commands();
    await this.place.remove();
    if (left.length > 0) throw new Error(`left running: ${left.join(", ")}`);
  }

  /** The phone opens a run; resolves with its id. */
  async start(prompt: string, about: Opening = {}): Promise<Uint8Array> {
    const mode = this.fixture.mode === undefined ? {} : { mode: this.fixture.mode };
    const opening = { driver: this.driver.name, prompt, inPlace: true, ...mode, ...about };
    const [told] = await this.on.submit(this.phone, this.phone.open(opening));
    if (told?.run === undefined) throw new Error(`the run was not opened: ${JSON.stringify(told)}`);
    return told.run;
  }

  prompt(run: Uint8Array, text: string): Promise<void> {
    return this.#submit(this.phone.prompt(run, text));
  }

  stop(run: Uint8Array): Promise<void> {
    return this.#submit(this.phone.stop(run));
  }

  answer(ask: ApprovalAsk, decision: Decision, words?: string): Promise<void> {
    const said = words === undefined ? {} : { words };
    return this.#submit(this.phone.answer(ask, decision, said));
  }

  choose({ question }: Question, ...choices: readonly number[]): Promise<void> {
    const answer = { declined: false, parts: choices.map((choice) => ({ choices: [choice] })) };
    return this.#submit(this.phone.answerQuestion(question, answer));
  }

  /** The approval with this number, once it is asked for, and the action that would be signed. */
  async asked(number = 1) {
    await this.until(() => this.on.asks().length >= number, `approval ${number} to be asked for`);
    const ask = await this.on.asked(number);
    return { ask, action: readAction(utf8(ask.action)) };
  }

  async questioned(): Promise<Question> {
    await this.until(() => this.on.questionsAsked().length > 0, "a question");
    const [question] = this.on.questionsAsked();
    if (question === undefined) throw new Error("no question was asked");
    return question;
  }

  /** What the run's feed holds. */
  feed(run: Uint8Array): AgentEvent[] {
    return this.on.runEvents(run);
  }

  /** What the coding agent has said or thought aloud, put together. */
  said(run: Uint8Array, role: "answer" | "thought" = "answer"): string {
    return this.feed(run)
      .flatMap((event) => (event.t === "text" && event.role === role ? [event.delta] : []))
      .join("");
  }

  output(run: Uint8Array): string {
    return this.feed(run)
      .flatMap((event) => (event.t === "tool.output" ? [event.delta] : []))
      .join("");
  }

  /** Events of one kind in the run's feed. */
  all<T extends AgentEvent["t"]>(run: Uint8Array, t: T): Extract<AgentEvent, { t: T }>[] {
    return this.feed(run).filter((event): event is Extract<AgentEvent, { t: T }> => event.t === t);
  }

  /** The state in which it came to rest. */
  async rested(run: Uint8Array): Promise<RunState> {
    const state = () => this.on.store.runs.byId(run)?.state ?? "starting";
    const resting = ["done", "failed", "stopped", "indeterminate"];
    await this.until(() => resting.includes(state()), `the run to rest; it is ${state()}`);
    return state();
  }

  until(holds: () => boolean, what: string): Promise<void> {
    return until(holds, what, patienceMs, lookEveryMs);
  }

  async #submit(command: Command): Promise<void> {
    const told = await this.on.submit(this.phone, command);
    if (told.at(-1)?.state !== "done") throw new Error(`not done: ${JSON.stringify(told)}`);
  }
}

/** The desk would look at the coding agent at once, which takes as much of the processor as most tests. */
function undescribed(driver: Driver): Driver {
  const { name, images } = driver;
  const nothing = { models: [], modes: [], steers: false, resumes: false };
  return {
    name,
    ...(images && { images }),
    describe: () => Promise.resolve({ name, title: name, approvals: "displayed", ...nothing }),
    open: (run, opening) => driver.open(run, opening),
    sessions: (folder) => driver.sessions?.(folder) ?? Promise.resolve([]),
    close: async () => driver.close?.(),
  };
}
