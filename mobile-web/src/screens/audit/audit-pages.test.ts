import {
  type AgentMessage,
  type QueryAnswer,
  decodeAgentMessage,
  encodeAgentMessage,
} from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../state/audit-log.ts";
import type { QueryBody } from "../../state/phone-port.ts";
import { auditPages, pageEntries, pagesAheadMax } from "./audit-pages.ts";

const id = new Uint8Array(16);
const hash = new Uint8Array(32);
const entryOf = (n: number): AuditEntry => {
  return { n, at: 1_800_000_000_000, entryHash: hash, chain: hash, entry: '{"what":"run.ended"}' };
};

/** A machine whose log has so many entries; it answers when told to. */
function machineWith(size: number, entriesAtOnce = pageEntries) {
  const log = { size };
  const waiting: (() => void)[] = [];
  const port = {
    ask: (query: QueryBody) =>
      new Promise<QueryAnswer | undefined>((resolve) => {
        waiting.push(() => {
          if (query.t !== "audit.read") return resolve(undefined);
          const count = Math.min(query.count, entriesAtOnce, log.size - query.from + 1);
          const entries = Array.from({ length: Math.max(0, count) }, (_, index) =>
            entryOf(query.from + index),
          );
          resolve({ t: "audit", id, size: log.size, entries });
        });
      }),
  };
  const answer = () => {
    for (const each of waiting.splice(0)) each();
  };
  return { log, waiting, port, answer };
}

/** The numbers of all entries that come, and how many questions waited at most. After a page the log has grown. */
async function read(machine: ReturnType<typeof machineWith>, from: number, known: number) {
  const numbers: number[] = [];
  let waited = 0;
  const pages = auditPages(machine.port, from, known);
  for (;;) {
    const next = pages.next();
    await Promise.resolve();
    waited = Math.max(waited, machine.waiting.length);
    machine.answer();
    const { value, done } = await next;
    if (done === true) return { numbers, waited };
    if (value?.t === "audit") numbers.push(...value.entries.map(({ n }) => n));
    if (numbers.length === pageEntries) machine.log.size += grownMeanwhile;
  }
}

const grownMeanwhile = 10;

const upTo = (size: number, from = 1) =>
  Array.from({ length: size - from + 1 }, (_, index) => from + index);

describe("the pages of an audit log", () => {
  test("are asked for ahead, and come in order", async () => {
    const machine = machineWith(20 * pageEntries);
    const { numbers, waited } = await read(machine, 1, 20 * pageEntries);
    expect(numbers).toEqual(upTo(20 * pageEntries + grownMeanwhile));
    expect(waited).toBe(pagesAheadMax);
  });

  test("are one where one holds all", async () => {
    const { numbers, waited } = await read(machineWith(100), 41, 100);
    expect(numbers).toEqual(upTo(100, 41));
    expect(waited).toBe(1);
  });

  test("reach to where the log has grown meanwhile", async () => {
    const { numbers } = await read(machineWith(3 * pageEntries - 5), 1, 50);
    expect(numbers).toEqual(upTo(3 * pageEntries - 5 + grownMeanwhile));
  });

  test("leave nothing out where the machine gives fewer entries at a time", async () => {
    const { numbers } = await read(machineWith(500, 64), 1, 500);
    expect(numbers).toEqual(upTo(500));
  });

  test("end where the log does, though it was said to be longer", async () => {
    expect((await read(machineWith(50), 1, 5_000)).numbers).toEqual(upTo(50));
  });

  test("ask for no more at once than one message may hold", () => {
    const answerOf = (count: number): AgentMessage => {
      return { t: "audit", id, size: count, entries: upTo(count).map(entryOf) };
    };
    const full = answerOf(pageEntries);
    expect(decodeAgentMessage(encodeAgentMessage(full))).toEqual(full);
    expect(() => decodeAgentMessage(encodeAgentMessage(answerOf(pageEntries + 1)))).toThrow(/keys/);
  });
});
