// What one event costs the agent's store: chained, sealed and written, with and without the search for secrets
// before it; and how long a phone that has nothing waits for a long feed. Beside a bare row in SQLite.

import { randomBytes } from "node:crypto";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { Sealer } from "../../agent/src/platform/sealing.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { Database } from "../../agent/src/store/database.ts";
import type { StoredEvent } from "../../agent/src/store/event-table.ts";
import { type Store, openStore } from "../../agent/src/store/store.ts";
import { FeedLink } from "../../agent/src/store/feed-link.ts";
import { type AgentEvent, type Cursor, inboxFeed } from "../../protocol/src/index.ts";
import { type Measured, measure } from "./measure.ts";

const eventBytes = 1_024;
const batch = 100;
const replayed = 100_000;
/** As the feed pump reads. */
const readAtOnce = 64;
const feed = `run:${"A".repeat(22)}`;

export interface StoreCost {
  /** Microseconds for each event. */
  readonly inserts: readonly Measured[];
  readonly replay: { readonly events: number; readonly milliseconds: number };
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

const expected = { batchedMax: 16, replayMaxMs: 5_000 };
const sealedName = `an event searched before, ${batch} in a transaction`;

export async function storeCost(): Promise<StoreCost> {
  const folder = await throwAwayFolder("longrein-bench-");
  const store = openStore(folder.path, randomBytes(32), nodePrimitives);
  const plain = new Database(await folder.makeFolder("plain"));
  plain.run("CREATE TABLE bare (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)");
  try {
    const inserts = await measureInserts(store, plain);
    const replay = { events: replayed, milliseconds: replayTime(store) };
    return { inserts, replay, expectations: judge(inserts, replay.milliseconds) };
  } finally {
    plain.close();
    store.database.close();
    await folder.remove();
  }
}

async function measureInserts(store: Store, plain: Database): Promise<Measured[]> {
  const append = (event: AgentEvent) => store.events.append(feed, event, 1);
  const bytes = Buffer.from(text);
  const link = new FeedLink(nodePrimitives);
  const bare = () => plain.run("INSERT INTO bare (body) VALUES (?)", bytes);
  const chain = randomBytes(32);
  const sealer = new Sealer(randomBytes(32), chain);
  let seq = 0;
  const unsealed = () =>
    plain.run("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", feed, ++seq, chain, feed, bytes, 1);
  const body = clearedText(store);
  const again = (at: string) => store.events.appendCleared({ feed: at, body }, feed, 1);
  const batches = [
    {
      name: sealedName,
      act: () => store.database.lightTransaction(() => times(() => again(feed))),
    },
    {
      name: `the same in the inbox, which has an index more, ${batch} in a transaction`,
      act: () => store.database.lightTransaction(() => times(() => again(inboxFeed))),
    },
    {
      name: `streamed text with the search for secrets, ${batch} in a transaction`,
      act: () => store.database.lightTransaction(() => times(() => append(output))),
    },
    {
      name: `a bare row, ${batch} in a transaction`,
      act: () => plain.lightTransaction(() => times(bare)),
    },
    {
      name: `a row with all that an event's has, neither chained nor sealed, ${batch} in a transaction`,
      act: () => plain.lightTransaction(() => times(unsealed)),
    },
    { name: "sealing alone", act: () => times(() => sealer.seal(`events 1 ${feed} 17`, bytes)) },
    { name: "chaining alone", act: () => times(() => link.next(chain, text)) },
  ];
  const singles = [
    { name: "streamed text, alone", act: () => append(output) },
    { name: "anything else, alone, on the disk before it is told", act: () => append(notice) },
  ];
  const options = { rounds: 15, roundMs: 60 };
  const inBatches = await measure(batches, options);
  return [
    ...inBatches.map(({ name, medianMicroseconds, processorMicroseconds }) => ({
      name,
      medianMicroseconds: medianMicroseconds / batch,
      processorMicroseconds: processorMicroseconds / batch,
    })),
    ...(await measure(singles, options)),
  ];
}

/** As it was cleared on its way into a feed. */
function clearedText({ events }: Store): StoredEvent["body"] {
  const from = events.latest(feed);
  events.append(feed, output, 1);
  const body = events.read(from, undefined, 1).events[0]?.body;
  if (body === undefined) throw new Error("expected the event that was appended");
  return body;
}

function times(act: () => void): void {
  for (let i = 0; i < batch; i++) act();
}

/** From the first event to the last, opened and with their chain, as they are handed to a channel. */
function replayTime(store: Store): number {
  const long = `run:${"B".repeat(21)}A`;
  for (let i = 0; i < replayed / batch; i++) {
    store.database.lightTransaction(() => times(() => store.events.append(long, output, 1)));
  }
  let cursor: Cursor = { feed: long, seq: 0, chain: new Uint8Array(32) };
  const start = performance.now();
  while (cursor.seq < replayed) {
    const last = store.events.read(cursor, undefined, readAtOnce).events.at(-1);
    if (last === undefined) throw new Error("expected more events");
    cursor = { feed: long, seq: last.seq, chain: last.chain };
  }
  return performance.now() - start;
}

/** As code looks: names, signs, numbers, line ends. */
const line = 'const total = items.map((item) => item.price * 2).join(", "); // of order 17\n';
const text = line.repeat(eventBytes / line.length + 1).slice(0, eventBytes);
const output: AgentEvent = { t: "tool.output", item: 1, delta: text };
const notice: AgentEvent = { t: "notice", level: "info", text, at: 1 };

function judge(inserts: readonly Measured[], replayMs: number): StoreCost["expectations"] {
  const batched =
    inserts.find(({ name }) => name === sealedName)?.processorMicroseconds ?? Infinity;
  return [
    {
      what: `an event of 1 KiB chained, sealed and written in a transaction of ${batch}: ${batched.toFixed(1)} µs of the processor (expected at most ${expected.batchedMax})`,
      met: batched <= expected.batchedMax,
    },
    {
      what: `${replayed} events replayed in ${Math.round(replayMs)} ms (expected at most ${expected.replayMaxMs})`,
      met: replayMs <= expected.replayMaxMs,
    },
  ];
}

export function storeTables({ inserts, replay }: StoreCost): string[] {
  const perSecond = Math.round((replay.events / replay.milliseconds) * 1_000);
  return [
    `An event of ${eventBytes} B appended to a feed: searched for secrets, encoded, chained, sealed, written; the first`,
    "when that search was done. Streamed text is with the operating system before it is told, all else",
    "on the disk. The bare row is what SQLite alone takes for that size; with the last three rows, what an",
    "event cannot do without. Medians of 15 interleaved rounds. The processor's time is that of all threads, and it is",
    "judged by that: how much more time passes says what else the machine does, and what is waited for at the disk.",
    "",
    "| an event | the processor | time passed |",
    "| --- | ---: | ---: |",
    ...inserts.map(
      ({ name, medianMicroseconds, processorMicroseconds }) =>
        `| ${name} | ${processorMicroseconds.toFixed(1)} µs | ${medianMicroseconds.toFixed(1)} µs |`,
    ),
    "",
    `A feed of ${replay.events} such events, read from its beginning as it is sent to a phone: ` +
      `${Math.round(replay.milliseconds)} ms, ${perSecond} a second.`,
    "",
  ];
}
