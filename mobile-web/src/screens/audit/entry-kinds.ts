// Of which kind an entry of the audit log is, in words and as one may look for it: a kind, or a group of kinds.

import { auditWords } from "../../words/audit-words.ts";

export const entryGroups = ["approvals", "phones", "runs", "others"] as const;
type EntryGroup = (typeof entryGroups)[number];

interface OfAKind {
  /** As "approval.approved". */
  readonly what: string;
}

const { kinds } = auditWords;

function groupOf(what: string): EntryGroup {
  if (/^(approval|question)\./.test(what)) return "approvals";
  if (/^(device|session)\./.test(what)) return "phones";
  return what.startsWith("run.") ? "runs" : "others";
}

/** `wanted` is a group, a kind, or empty: all. */
export function isWanted({ what }: OfAKind, wanted: string): boolean {
  return wanted === "" || what === wanted || groupOf(what) === wanted;
}

/** Undefined for what a newer machine writes. */
export function kindInWords(what: string): string | undefined {
  return isKind(what) ? kinds[what] : undefined;
}

/** Those that occur, in the order of their words. */
export function kindsAmong(entries: readonly OfAKind[]): { name: string; title: string }[] {
  const names = [...new Set(entries.map(({ what }) => what))];
  return names
    .filter(isKind)
    .map((name) => ({ name, title: kinds[name] }))
    .toSorted((a, b) => a.title.localeCompare(b.title));
}

function isKind(what: string): what is keyof typeof kinds {
  return Object.hasOwn(kinds, what);
}
