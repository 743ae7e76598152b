// Whether the audit log is whole and still the one that this phone saw before; plainly, when it is not.

import type { JSX } from "preact";
import { CommandLine } from "../../first-load/command-line.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import type { AuditVerdict } from "../../state/audit-log.ts";
import { auditWords as say } from "../../words/audit-words.ts";
import type { AuditReading } from "./read-log.ts";

type Read = Extract<AuditReading, { kind: "read" }>;

export function Verdict({ reading }: { readonly reading: Read }): JSX.Element {
  const { verdict, seen, size } = reading;
  const isWhole = verdict.kind === "whole";
  return (
    <div
      class="failure rows-joined"
      data-testid="audit-verdict"
      data-verdict={verdict.kind}
      role={isWhole ? "status" : "alert"}
    >
      <Glyph name={isWhole ? "done" : "failed"} />
      <p>{isWhole ? say.verdict[seen === undefined ? "first" : "whole"](size) : tell(verdict)}</p>
      {!isWhole && (
        <div class="failure-todo stack-tight">
          <span>{say.lookThere}</span>
          <CommandLine command="longrein audit verify" />
        </div>
      )}
    </div>
  );
}

function tell(verdict: Exclude<AuditVerdict, { kind: "whole" }>): string {
  switch (verdict.kind) {
    case "broken":
      return say.verdict.broken(verdict.n);
    case "shorter":
      return say.verdict.shorter(verdict.than);
    case "differs":
      return say.verdict.differs(verdict.n);
  }
}
