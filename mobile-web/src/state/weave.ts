// The lines of a run's page: its items, and its approvals where they were asked. An approval that a tool
// names stands right after that tool; one that none names yet stands at the end.

import type { Key } from "./identifiers.ts";
import type { Approval } from "./inbox.ts";
import type { TranscriptItem } from "./transcript.ts";

export type Line =
  | { readonly kind: "item"; readonly key: string; readonly item: TranscriptItem }
  | { readonly kind: "approval"; readonly key: string; readonly approval: Approval };

export function weave(
  items: readonly TranscriptItem[],
  approvals: readonly Approval[],
): readonly Line[] {
  const unplaced = new Map<Key, Approval>(approvals.map((approval) => [approval.key, approval]));
  const lines: Line[] = [];
  for (const item of items) {
    lines.push({ kind: "item", key: keyOfItem(item), item });
    const approval = item.kind === "tool" && item.approval && unplaced.get(item.approval);
    if (!approval) continue;
    unplaced.delete(approval.key);
    lines.push(lineOf(approval));
  }
  return [...lines, ...[...unplaced.values()].map(lineOf)];
}

function lineOf(approval: Approval): Line {
  return { kind: "approval", key: `approval-${approval.key}`, approval };
}

function keyOfItem(item: TranscriptItem): string {
  return item.kind === "notice" ? `notice-${item.seq}` : `item-${item.item}`;
}
