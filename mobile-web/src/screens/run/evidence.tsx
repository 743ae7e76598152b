// What was recorded of a run, apart from what was said in it: one line with how it stands, the list when it is
// opened.

import type { JSX } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import type { EvidenceItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { EvidenceRow } from "./evidence-row.tsx";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly evidence: readonly EvidenceItem[];
}

const say = runWords.evidence;

export function Evidence({ phone, run, evidence }: Given): JSX.Element {
  return (
    <details class="plan" data-testid="evidence">
      <summary>
        <span class="plan-title">{say.title}</span>
        <span class="evidence-sum one-line">{sum(evidence)}</span>
      </summary>
      <div class="plan-entries">
        <p class="note">{say.why}</p>
        {evidence.map((item, index) => (
          <EvidenceRow key={index} phone={phone} run={run} item={item} />
        ))}
      </div>
    </details>
  );
}

function sum(evidence: readonly EvidenceItem[]): string {
  const count = (fits: (item: EvidenceItem) => boolean) => evidence.filter(fits).length;
  const checked = (status: string) =>
    count((item) => item.kind === "validation" && item.status === status);
  const remarks = evidence
    .flatMap((item) => (item.kind === "gates" ? item.gates : []))
    .filter(({ verdict }) => verdict !== "pass").length;
  const files = count(({ kind }) => kind === "artifact");
  const passed = checked("passed");
  const failed = checked("failed");
  const rules = count(({ kind }) => kind === "gates");
  const parts = [
    ...(failed > 0 ? [say.failed(failed)] : []),
    ...(remarks > 0 ? [say.attention(remarks)] : []),
    ...(passed > 0 ? [say.passed(passed)] : []),
    ...(files > 0 ? [say.files(files)] : []),
  ];
  if (parts.length > 0 || rules === 0) return parts.join(words.app.comma);
  return say.rulesPass(
    evidence.flatMap((item) => (item.kind === "gates" ? item.gates : [])).length,
  );
}
