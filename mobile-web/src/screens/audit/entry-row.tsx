// One entry of the audit log: what, when and by whom; opened, the very text of which the hash is.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { AuditEntry } from "../../state/audit-log.ts";
import { auditWords as say } from "../../words/audit-words.ts";
import { dayAndTime } from "../../words/measures.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { kindInWords } from "./entry-kinds.ts";

interface ReadEntry {
  readonly n: number;
  readonly at: number;
  /** Undefined once it was pruned. */
  readonly text: string | undefined;
  readonly what: string;
  readonly device: string | undefined;
  readonly by: string | undefined;
}

export function readEntry({ n, at, entry }: AuditEntry): ReadEntry {
  const fields = new Map<string, unknown>(Object.entries(parsed(entry)));
  const field = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const what = field("what") ?? `${n}`;
  return { n, at, text: entry, what, device: field("device"), by: field("by") };
}

interface Given {
  readonly phone: Phone;
  readonly entry: ReadEntry;
}

export function EntryRow({ phone, entry }: Given): JSX.Element {
  const { machine } = phone.state.value;
  const who = whoOf(entry, machine?.device);
  const kind = kindInWords(entry.what);
  const [isOpen, setOpen] = useState(false);
  return (
    <li class="row">
      <details
        class="audit-entry"
        data-testid="audit-entry"
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>
          {kind === undefined ? (
            <span class="machine-line">
              <UntrustedText text={entry.what} strictness="exact" />
            </span>
          ) : (
            <span>{kind}</span>
          )}
          <span class="row-about">
            {dayAndTime(entry.at - (machine?.clockAheadMs ?? 0))}
            {who !== undefined && words.app.comma + who}
          </span>
        </summary>
        {isOpen && <VeryText text={entry.text} />}
      </details>
    </li>
  );
}

/** Not made before somebody wants it: most are never opened. */
function VeryText({ text }: { readonly text: string | undefined }): JSX.Element {
  if (text === undefined) return <p class="note">{say.pruned}</p>;
  return (
    <div class="well">
      <UntrustedText text={text} strictness="exact" />
    </div>
  );
}

function whoOf({ device, by }: ReadEntry, own: string | undefined): string | undefined {
  const { decidedBy } = runWords;
  if (device !== undefined) return decidedBy[device === own ? "this-phone" : "other-device"];
  return by === "machine" ? decidedBy.machine : undefined;
}

function parsed(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
