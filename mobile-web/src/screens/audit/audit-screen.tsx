// The audit log of the machine, checked here: whether it is whole, and what stands in it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { auditWords as say } from "../../words/audit-words.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { Picked } from "../new-run/pick.tsx";
import { entryGroups, isWanted, kindsAmong } from "./entry-kinds.ts";
import { EntryRow, readEntry } from "./entry-row.tsx";
import type { AuditReading } from "./read-log.ts";
import { useReading } from "./use-reading.ts";
import { Verdict } from "./verdict.tsx";

const shownAtOnce = 60;

export function AuditScreen({ phone }: ScreenGiven): JSX.Element {
  const [atLeast, setAtLeast] = useState(shownAtOnce);
  const reading = useReading(phone, atLeast);
  const { link } = phone.state.value;
  return (
    <div class="page">
      <header>
        <Bar title={say.title} back={{ page: "device", machine: phone.machine }} />
        <LinkLine state={phone.state.value} />
      </header>
      <main>
        {reading === undefined && (
          <p class="empty">{link.kind === "ready" ? say.asking : words.home.unknown}</p>
        )}
        {reading?.kind === "checking" && (
          <p class="empty">{say.checking(reading.checked, reading.of)}</p>
        )}
        {reading?.kind === "refused" && (
          <p class="empty" role="alert">
            {say.notShown(runWords.outcomes[reading.code])}
          </p>
        )}
        {reading?.kind === "read" && (
          <Log
            phone={phone}
            reading={reading}
            shown={atLeast}
            onEarlier={() => setAtLeast(atLeast + shownAtOnce)}
          />
        )}
      </main>
    </div>
  );
}

interface LogGiven {
  readonly phone: Phone;
  readonly reading: Extract<AuditReading, { kind: "read" }>;
  readonly shown: number;
  readonly onEarlier: () => void;
}

function Log({ phone, reading, shown, onEarlier }: LogGiven): JSX.Element {
  const [kind, setKind] = useState("");
  const latest = reading.entries.slice(-shown).toReversed().map(readEntry);
  const wanted = latest.filter((entry) => isWanted(entry, kind));
  const groups = entryGroups.map((name) => ({ name, title: say.groups[name] }));
  const hasEarlier = reading.size > latest.length && latest.length > 0;
  return (
    <>
      <Verdict reading={reading} />
      <div class="section stack">
        <Picked
          label={say.show}
          testId="audit-kind"
          none={say.all}
          value={kind}
          choices={[...groups, ...kindsAmong(latest)]}
          onChange={setKind}
        />
        {wanted.length === 0 && <p class="note">{say.none}</p>}
        <ul class="rows" data-testid="audit-entries">
          {wanted.map((entry) => (
            <EntryRow key={entry.n} phone={phone} entry={entry} />
          ))}
        </ul>
        {hasEarlier && <Button onPress={onEarlier}>{say.earlier}</Button>}
      </div>
    </>
  );
}
