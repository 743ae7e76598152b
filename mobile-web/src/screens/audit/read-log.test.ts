import { ascii, concat, nobleHashes, u64, utf8 } from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import type { AuditEntry, AuditHead } from "../../state/audit-log.ts";
import type { QueryBody } from "../../state/phone-port.ts";
import { type AuditReading, type LogOfMachine, readLog } from "./read-log.ts";

const id = new Uint8Array(16);

function logOf(texts: readonly string[]): AuditEntry[] {
  let chain: Uint8Array = new Uint8Array(32);
  return texts.map((entry, index) => {
    const n = index + 1;
    const entryHash = nobleHashes.sha256(utf8(entry));
    chain = nobleHashes.sha256(concat(ascii("longrein/1 audit\0"), u64(n), chain, entryHash));
    return { n, entryHash, chain, at: 0, entry };
  });
}

const whole = logOf(Array.from({ length: 4_000 }, (_, index) => `entry ${index}`));
const anew = logOf(Array.from({ length: 4_000 }, (_, index) => `other ${index}`));
const headOf = (log: readonly AuditEntry[], size: number): AuditHead => {
  return { size, head: log[size - 1]?.chain ?? new Uint8Array(32) };
};

/** A machine that tells this, and what it was asked for first. */
function telling(log: readonly AuditEntry[]) {
  const asked: number[] = [];
  const ask = (query: QueryBody) => {
    if (query.t !== "audit.read") return Promise.resolve(undefined);
    asked.push(query.from);
    const entries = log.slice(query.from - 1, query.from - 1 + query.count);
    return Promise.resolve({ t: "audit" as const, id, size: log.length, entries });
  };
  return { asked, port: { ask } };
}

async function readings(of: LogOfMachine, atLeast = 60): Promise<AuditReading[]> {
  const all: AuditReading[] = [];
  for await (const reading of readLog(of, atLeast)) all.push(reading);
  return all;
}

const verdictOf = (reading: AuditReading | undefined) =>
  reading?.kind === "read" ? reading.verdict : reading;

describe("the reading of an audit log", () => {
  test("says by the thousand how far it is, and keeps no more than is wanted", async () => {
    const seen = headOf(whole, 1);
    const all = await readings({ ...telling(whole), greeting: headOf(whole, 10), seen });
    const last = all.pop();
    expect(last).toMatchObject({ kind: "read", verdict: { kind: "whole" }, size: 4_000 });
    expect(last?.kind === "read" ? last.entries : []).toEqual(whole.slice(-60));
    const told = all.map((each) => (each.kind === "checking" ? each : undefined));
    expect(told.map((each) => each?.of)).toEqual([4_000, 4_000, 4_000]);
    expect(told.map((each) => Math.floor((each?.checked ?? 0) / 1_000))).toEqual([1, 2, 3]);
  });

  test.each([
    ["changed", whole.map((each) => (each.n === 2_000 ? { ...each, entry: "changed" } : each))],
    ["missing", whole.toSpliced(1_999, 1)],
  ])("finds one entry in thousands that is %s", async (_, told) => {
    const of = { ...telling(told), greeting: headOf(whole, 3_999), seen: headOf(whole, 1) };
    const all = await readings(of);
    expect(verdictOf(all.at(-1))).toEqual({ kind: "broken", n: 2_000 });
  });

  test("begins where this phone has seen it, or where the machine greeted", async () => {
    const earlier = telling(whole);
    const seen = headOf(whole, 3_000);
    await readings({ ...earlier, greeting: headOf(whole, 2_000), seen });
    expect(earlier.asked[0]).toBe(2_000);
    const later = telling(whole);
    await readings({ ...later, greeting: headOf(whole, 4_000), seen });
    expect(later.asked[0]).toBe(3_000);
  });

  test("meets the head of a greeting once, and not each time as long as the link lasts", async () => {
    const greeting = headOf(whole, 1_000);
    const first = telling(whole);
    await readings({ ...first, greeting, seen: headOf(whole, 500) });
    const second = telling(whole);
    await readings({ ...second, greeting, seen: headOf(whole, 3_900) });
    expect([first.asked[0], second.asked[0]]).toEqual([500, 3_900 - 60 + 1]);
  });

  test("does not take a greeting for met that the log belies", async () => {
    const greeting = headOf(anew, 1_000);
    for (const _ of ["first", "again"]) {
      const all = await readings({ ...telling(whole), greeting, seen: headOf(whole, 3_900) });
      expect(verdictOf(all.at(-1))).toEqual({ kind: "differs", n: 1_000 });
    }
  });

  test("ends without a word with the link, and with the reason where it is refused", async () => {
    const greeting = headOf(whole, 4_000);
    const lost = { ask: () => Promise.resolve(undefined) };
    expect(await readings({ port: lost, greeting, seen: undefined })).toEqual([]);
    const code = "FORBIDDEN" as const;
    const refusing = { ask: () => Promise.resolve({ t: "unanswered" as const, id, code }) };
    const refused = await readings({ port: refusing, greeting, seen: undefined });
    expect(refused).toEqual([{ kind: "refused", code }]);
  });
});
