// Questions of phones about what coding agents themselves remember of a shared workspace: which sessions there are,
// which of them are runs, and what was said in one.

import type { OutcomeCode, Query, QueryAnswer } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { cutText } from "../runs/cut-text.ts";
import type { Driver, PastSession, Said } from "../runs/driver.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { within } from "./within.ts";

export interface SessionQueriesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly drivers: readonly Driver[];
  readonly workspaces: () => readonly Workspace[];
}

type Listed = Extract<QueryAnswer, { t: "sessions" }>;
type Read = Extract<QueryAnswer, { t: "session" }>;
type SessionQuery = Extract<Query, { t: "sessions.list" | "session.read" }>;

const sessionsMax = 100;
const sessionBytesMax = 256;
const titleBytesMax = 512;
const withinMs = 20_000;
const saidMax = 60;
const saidBytesMax = 4_096;

export class SessionQueries {
  readonly #options: SessionQueriesOptions;

  constructor(options: SessionQueriesOptions) {
    this.#options = options;
  }

  async answer(query: SessionQuery): Promise<Listed | Read | OutcomeCode> {
    const { workspaces, drivers } = this.#options;
    const workspace = workspaces().find(({ name }) => name === query.workspace);
    const driver = drivers.find(({ name }) => name === query.driver);
    if (workspace === undefined || driver === undefined) return "NOT_FOUND";
    try {
      if (query.t === "sessions.list") return await this.#list(query.id, driver, workspace.folder);
      return await this.#read(query, driver, workspace.folder);
    } catch {
      // Why its coding agent does not say it stands in `setup`, as for every other use of it.
      return "INVALID";
    }
  }

  async #list(id: Uint8Array, driver: Driver, folder: string): Promise<Listed | OutcomeCode> {
    const found = await this.#inTime(driver.sessions?.(folder));
    if (typeof found === "string") return found;
    const runs = this.#options.store.runs.bySession(driver.name);
    const sessions = fitting(found.value).map((each) => {
      const run = runs.get(each.session);
      return { ...each, title: cutText(each.title, titleBytesMax), ...(run && { run }) };
    });
    return { t: "sessions", id, sessions };
  }

  async #read(
    { id, session }: Extract<Query, { t: "session.read" }>,
    driver: Driver,
    folder: string,
  ): Promise<Read | OutcomeCode> {
    const found = await this.#inTime(driver.said?.(folder, session));
    if (typeof found === "string") return found;
    if (found.value === undefined) return "NOT_FOUND";
    const spoken = found.value.filter(({ text }) => text.trim() !== "");
    return { t: "session", id, said: lastOf(spoken), earlier: spoken.length > saidMax };
  }

  async #inTime<T>(asked: Promise<T> | undefined): Promise<{ readonly value: T } | OutcomeCode> {
    if (asked === undefined) return "UNSUPPORTED";
    if (!(await within(this.#options.clock, withinMs, asked))) return "BUSY";
    return { value: await asked };
  }
}

/** One that is too long to be named again cannot be gone on with. */
function fitting(found: readonly PastSession[]): readonly PastSession[] {
  const fits = ({ session }: PastSession) =>
    session.isWellFormed() && Buffer.byteLength(session) <= sessionBytesMax;
  return found.filter(fits).slice(0, sessionsMax);
}

function lastOf(spoken: readonly Said[]): Read["said"] {
  return spoken.slice(-saidMax).map(({ by, text }) => ({ by, text: cutText(text, saidBytesMax) }));
}
