// One row of a transcript: an item, and below it what was answered when it asked.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { ApprovalCard } from "../../first-load/approval/approval-card.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { isPending } from "../../state/overview.ts";
import type { TranscriptItem } from "../../state/transcript-item.ts";
import { ItemView } from "./item-view.tsx";
import { Masked } from "./masked.tsx";
import { masksIn } from "./masks.ts";
import type { Opened } from "./use-opened.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly item: TranscriptItem;
  /** Stands on one line with the one before. */
  readonly joined: boolean;
  /** The last item of a run that goes on: it may still grow. */
  readonly live: boolean;
  readonly owner: boolean;
  readonly place: number;
  readonly opened: Opened;
}

export function Row(given: Given): JSX.Element {
  const { phone, run, item, joined, live, owner, place, opened } = given;
  return (
    <div class={joined ? "row-slot row-joined" : "row-slot"} data-row={place}>
      <ItemView phone={phone} run={run} item={item} live={live} place={place} opened={opened} />
      {owner && <Masks phone={phone} run={run} item={item} />}
      {item.kind === "tool" && item.approval !== undefined && (
        <Answered phone={phone} approval={item.approval} />
      )}
    </div>
  );
}

/** Tools one after the other share a hairline, and what was recorded together stands on one line. */
export function isJoined(item: TranscriptItem, before: TranscriptItem | undefined): boolean {
  if (before === undefined) return false;
  return (
    (isEvidence(item) && isEvidence(before)) ||
    (item.kind === "tool" && before.kind === "tool" && before.approval === undefined)
  );
}

function isEvidence({ kind }: TranscriptItem): boolean {
  return kind === "validation" || kind === "gates" || kind === "artifact";
}

function Masks({ phone, run, item }: Pick<Given, "phone" | "run" | "item">): JSX.Element | null {
  const masks = useMemo(() => masksIn(item), [item]);
  return masks.length === 0 ? null : <Masked phone={phone} run={run} masks={masks} />;
}

function Answered({
  phone,
  approval: key,
}: {
  readonly phone: Phone;
  readonly approval: string;
}): JSX.Element | null {
  const approval = phone.state.value.inbox.approvals.get(key);
  if (approval === undefined || isPending(approval)) return null;
  return <ApprovalCard phone={phone} approval={approval} />;
}
