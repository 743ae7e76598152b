// A run's conversation with its coding agent: opened when it is needed, in the place where the run works, let go
// of, and opened anew with what the coding agent remembers.

import type { Clock } from "../platform/clock.ts";
import type { Conversation, Driver, Opening, RunEvent } from "../runs/driver.ts";
import type { RunSettings } from "../store/run-table.ts";
import type { WorkPlace } from "./attempt-keeper.ts";
import { conversationView } from "./conversation-view.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { QuotaWatch, WatchedFolder } from "./quota-watch.ts";
import type { RunLog } from "./run-log.ts";
import type { Turn } from "./turn.ts";
import type { Wishes } from "./wishes.ts";
import { within } from "./within.ts";

export interface TalkOptions {
  readonly clock: Clock;
  readonly questions: QuestionKeeper;
  readonly driver: Driver;
  readonly log: RunLog;
  /** Where it works; may take a moment, since the place may have to be made first. */
  workPlace(): Promise<WorkPlace>;
  /** Once there is such a place. */
  watchedFolder(): Promise<WatchedFolder>;
  /** With what to go on, once there was a conversation. */
  resumption(): Opening;
}

/** What it does is the run's. */
export interface Doings {
  readonly wishes: Wishes;
  readonly quotas: QuotaWatch;
  presentTurn(): Turn | undefined;
}

const measureWithinMs = 2_000;
const unwatched =
  "its folder holds too many files to be measured: nothing ends the run when it grows";

export class Talk {
  readonly #options: TalkOptions;
  readonly #doings: Doings;
  #opening: Opening | undefined;
  #conversation: Promise<Conversation> | undefined;
  #folder: string | undefined;

  /** `opening` is for the first conversation of a run that has none yet. */
  constructor(options: TalkOptions, doings: Doings, opening: Opening | undefined) {
    this.#options = options;
    this.#doings = doings;
    this.#opening = opening;
  }

  /** Where it works, once that is known. */
  get folder(): string | undefined {
    return this.#folder;
  }

  async open(): Promise<Conversation> {
    this.#conversation ??= this.#newConversation();
    const conversation = await this.#conversation;
    this.#opening = undefined;
    return conversation;
  }

  async steer(text: string): Promise<"done" | "BUSY" | "UNSUPPORTED"> {
    const conversation = await this.#conversation;
    if (conversation?.steer === undefined) return "UNSUPPORTED";
    return (await conversation.steer(text)) ? "done" : "BUSY";
  }

  async set({ model, mode }: RunSettings): Promise<"done" | "INVALID" | "UNSUPPORTED"> {
    const conversation = await this.#conversation;
    // The next one is opened with them.
    if (conversation === undefined) return "done";
    if (conversation.set === undefined) return "UNSUPPORTED";
    const given = { ...(model && { model }), ...(mode && { mode }) };
    return (await conversation.set(given)) ? "done" : "INVALID";
  }

  /** A further prompt opens a conversation anew. */
  async close(): Promise<void> {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    await conversation?.then((open) => open.close()).catch(() => undefined);
  }

  #newConversation(): Promise<Conversation> {
    const { driver, log, questions, resumption, workPlace, clock } = this.#options;
    const { wishes, quotas, presentTurn } = this.#doings;
    // One that was let go of may still speak; it can no longer ask for anything.
    const turn = () => (this.#conversation === conversation ? presentTurn() : undefined);
    const opening = this.#opening ?? resumption();
    const conversation = workPlace().then(async (place) => {
      wishes.workIn(place);
      this.#folder = place.folder;
      // Before anything is changed there; but nobody waits long for a folder of many files.
      await within(clock, measureWithinMs, this.#watchFolder());
      const mayEmit = (event: RunEvent) => quotas.maySay(event);
      return driver.open(
        conversationView(place.folder, log, questions, wishes, turn, mayEmit),
        opening,
      );
    });
    conversation.catch(() => {
      if (this.#conversation === conversation) this.#conversation = undefined;
    });
    return conversation;
  }

  async #watchFolder(): Promise<void> {
    const watched = await this.#options.watchedFolder();
    this.#doings.quotas.workIn(watched);
    if (watched.before === undefined) this.#options.log.notice("warning", unwatched);
  }
}
