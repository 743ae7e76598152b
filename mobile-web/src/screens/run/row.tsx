// One row of a transcript: an item, and below it what was answered when it asked. Drawn again only when the item
// itself changed.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { ApprovalCard } from "../../first-load/approval/approval-card.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import type { Run } from "../../state/inbox.ts";
import { isPending } from "../../state/overview.ts";
import { memberAt } from "../../state/sequence.ts";
import type { Transcript } from "../../state/transcript.ts";
import type { TranscriptItem } from "../../state/transcript-item.ts";
import { ItemView } from "./item-view.tsx";
import { Masked } from "./masked.tsx";
import { masksIn } from "./masks.ts";
import type { Opened } from "./use-opened.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly transcript: Transcript;
  readonly place: number;
  /** The last item of a run that goes on: it may still grow. */
  readonly live: boolean;
  readonly opened: Opened;
}

export function Row({ phone, run, transcript, place, live, opened }: Given): JSX.Element | null {
  const item = memberAt(transcript.items, place);
  const before = memberAt(transcript.items, place - 1);
  if (item === undefined) return null;
  // Tools one after the other share a hairline, and what was recorded together stands on one line.
  const joined =
    (isEvidence(item) && before !== undefined && isEvidence(before)) ||
    (item.kind === "tool" && before?.kind === "tool" && before.approval === undefined);
  return (
    <div class={joined ? "row-slot row-joined" : "row-slot"} data-row={place}>
      <Unchanged phone={phone} run={run.id} item={item} live={live} place={place} opened={opened} />
      {phone.state.peek().machine?.role === "owner" && (
        <Masks phone={phone} run={run.id} item={item} />
      )}
      {item.kind === "tool" && item.approval !== undefined && (
        <Answered phone={phone} approval={item.approval} />
      )}
    </div>
  );
}

function isEvidence({ kind }: TranscriptItem): boolean {
  return kind === "validation" || kind === "gates" || kind === "artifact";
}

interface Item {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly item: TranscriptItem;
  readonly live: boolean;
  readonly place: number;
  readonly opened: Opened;
}

function Unchanged({ phone, run, item, live, place, opened }: Item): JSX.Element {
  return useMemo(
    () => (
      <ItemView phone={phone} run={run} item={item} live={live} place={place} opened={opened} />
    ),
    [phone, run, item, live, place, opened],
  );
}

function Masks({ phone, run, item }: Pick<Item, "phone" | "run" | "item">): JSX.Element | null {
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
