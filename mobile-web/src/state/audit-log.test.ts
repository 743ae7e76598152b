import { ascii, concat, nobleHashes, u64, utf8 } from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import {
  type AuditEntry,
  type AuditHead,
  beginCheck,
  checkEntries,
  judgeLog,
  readHead,
  writeHead,
} from "./audit-log.ts";

function log(...texts: readonly string[]): AuditEntry[] {
  let chain: Uint8Array = new Uint8Array(32);
  return texts.map((entry, index) => {
    const n = index + 1;
    const entryHash = nobleHashes.sha256(utf8(entry));
    const hashed = concat(ascii("longrein/1 audit\0"), u64(n), chain, entryHash);
    chain = nobleHashes.sha256(hashed);
    return { n, entryHash, chain, at: 0, entry };
  });
}

const entries = log("a", "b", "c", "d");
const headAt = (from: readonly AuditEntry[], size: number) => ({
  size,
  head: from[size - 1]?.chain ?? new Uint8Array(32),
});
const changed = (index: number, change: Partial<AuditEntry>) =>
  entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

/** Whatever pieces it comes in, the verdict is the same. */
function judge(told: readonly AuditEntry[], size: number, seen: readonly AuditHead[]) {
  const verdicts = [1, 2, told.length + 1].map((piece) => {
    let check = beginCheck(told[0]?.n ?? size + 1, seen);
    for (let from = 0; from < told.length; from += piece) {
      check = checkEntries(check, told.slice(from, from + piece));
    }
    return judgeLog(check, size);
  });
  expect(verdicts).toEqual(verdicts.map(() => verdicts[0]));
  return verdicts[0];
}

describe("the audit log of a machine", () => {
  test("is whole when it hangs together and continues what was seen", () => {
    const seen = [headAt(entries, 2), headAt(entries, 4)];
    expect(judge(entries, 4, seen)).toEqual({ kind: "whole" });
    expect(judge(entries.slice(2), 4, seen)).toEqual({ kind: "whole" });
    expect(judge([], 0, [headAt(entries, 0)])).toEqual({ kind: "whole" });
  });

  test("may have forgotten a text, but not told another", () => {
    const pruned = entries.map(({ n, entryHash, chain, at }) => ({ n, entryHash, chain, at }));
    expect(judge(pruned, 4, [])).toEqual({ kind: "whole" });
    const broken = { kind: "broken", n: 2 };
    expect(judge(changed(1, { entry: "B" }), 4, [])).toEqual(broken);
    const entryHash = nobleHashes.sha256(utf8("B"));
    expect(judge(changed(1, { entry: "B", entryHash }), 4, [])).toEqual(broken);
  });

  test("is broken where an entry is missing", () => {
    expect(judge(entries.toSpliced(1, 1), 4, [])).toEqual({ kind: "broken", n: 2 });
    expect(judge(entries.toSpliced(1, 1), 3, [])).toEqual({ kind: "broken", n: 2 });
    expect(judge(entries.toSpliced(3, 1), 4, [])).toEqual({ kind: "broken", n: 4 });
  });

  test("is broken where two entries have changed places, with their numbers or without", () => {
    const [first, second, third, fourth] = entries;
    if (!first || !second || !third || !fourth) throw new Error("expected four entries");
    const broken = { kind: "broken", n: 2 };
    expect(judge([first, third, second, fourth], 4, [])).toEqual(broken);
    const renumbered = [first, { ...third, n: 2 }, { ...second, n: 3 }, fourth];
    expect(judge(renumbered, 4, [])).toEqual(broken);
  });

  test("is broken where it begins elsewhere than was asked for", () => {
    const check = checkEntries(beginCheck(3, [headAt(entries, 4)]), entries.slice(1));
    expect(judgeLog(check, 4)).toEqual({ kind: "broken", n: 3 });
  });

  test("holds what is not in ASCII by the bytes that it is in UTF-8", () => {
    const written = log("Grüße", "木を植える", "🌳");
    expect(judge(written, 3, [])).toEqual({ kind: "whole" });
    const other = written.map((entry) => ({ ...entry, entry: "Grusse" }));
    expect(judge(other, 3, [])).toEqual({ kind: "broken", n: 1 });
  });

  test("is told apart from another that was written anew and hangs together", () => {
    const anew = log("a", "B", "c", "d");
    const differs = { kind: "differs", n: 3 };
    expect(judge(anew, 4, [headAt(entries, 3), headAt(anew, 4)])).toEqual(differs);
    expect(judge(anew.slice(2), 4, [headAt(entries, 2)])).toEqual({ kind: "broken", n: 3 });
  });

  test("is told apart from itself with the end cut off", () => {
    const cut = judge(entries.slice(0, 2), 2, [headAt(entries, 4)]);
    expect(cut).toEqual({ kind: "shorter", than: 4 });
  });
});

test("what was seen is read back as it was written, and nothing else is read", () => {
  const seen = headAt(entries, 3);
  expect(readHead(writeHead(seen))).toEqual(seen);
  expect(readHead("3:short")).toBeUndefined();
});
