// One thing that was recorded: a check that was run, rules that looked at the work, or a file that was kept.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { partInWords } from "../../first-load/part-in-words.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { duration } from "../../first-load/say-duration.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type {
  ArtifactItem,
  EvidenceItem,
  Gate,
  ValidationItem,
} from "../../state/transcript-item.ts";
import { bytes } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";

const ArtifactSheet = partInWords(() => import("./artifact-sheet.tsx"), "ArtifactSheet");

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly item: EvidenceItem;
}

const say = runWords.evidence;

export function EvidenceRow({ phone, run, item }: Given): JSX.Element {
  switch (item.kind) {
    case "validation":
      return <Check check={item} />;
    case "gates":
      return <Gates gates={item.gates} />;
    case "artifact":
      return <Artifact phone={phone} run={run} artifact={item.artifact} />;
  }
}

const checkGlyphs: Readonly<Record<ValidationItem["status"], GlyphName>> = {
  passed: "done",
  failed: "failed",
  skipped: "idle",
};

function Check({ check }: { readonly check: ValidationItem }): JSX.Element {
  const { title, status, exitCode, durationMs } = check;
  const end = [
    say.status[status],
    ...(exitCode === undefined || exitCode === 0 ? [] : [runWords.exit(exitCode)]),
    ...(durationMs === undefined ? [] : [duration(durationMs)]),
  ].join(words.app.comma);
  return (
    <div class="evidence tool-line" data-testid="validation" data-status={status}>
      <Glyph name={checkGlyphs[status]} />
      <span class="tool-kind">{say.check}</span>
      <span class="tool-title">
        <UntrustedText text={title} strictness="exact" />
      </span>
      <span class="tool-end">{end}</span>
    </div>
  );
}

/** Those that passed make one line; each of the others says what it saw. */
function Gates({ gates }: { readonly gates: readonly Gate[] }): JSX.Element {
  const remarks = gates.filter(({ verdict }) => verdict !== "pass");
  const passed = gates.length - remarks.length;
  return (
    <div class="evidence" data-testid="gates">
      {remarks.map((gate, index) => (
        <GateLine key={index} gate={gate} />
      ))}
      {passed === 1 && gates.length === 1 && gates[0] !== undefined ? (
        <GateLine gate={gates[0]} />
      ) : (
        passed > 0 && (
          <p class="event-line">
            <Glyph name="done" />
            {say.rulesPass(passed)}
          </p>
        )
      )}
    </div>
  );
}

const verdictGlyphs: Readonly<Record<Gate["verdict"], GlyphName>> = {
  pass: "done",
  attention: "unclear",
  stop: "failed",
};

function GateLine({ gate }: { readonly gate: Gate }): JSX.Element {
  return (
    <p class="event-line" data-testid="gate" data-verdict={gate.verdict}>
      <Glyph name={verdictGlyphs[gate.verdict]} />
      <span>
        {say.verdict[gate.verdict]}
        {words.app.colon}
        <span class="machine-line">
          <UntrustedText text={gate.text} strictness="prose" />
        </span>
      </span>
    </p>
  );
}

interface ArtifactGiven {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly artifact: ArtifactItem["artifact"];
}

function Artifact({ phone, run, artifact }: ArtifactGiven): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <div class="evidence tool-line" data-testid="artifact">
      <Glyph name="done" />
      <span class="tool-kind">{say.kinds[artifact.kind]}</span>
      <span class="tool-title">
        <UntrustedText text={artifact.title} strictness="exact" />{" "}
        <span class="tool-end">{bytes(artifact.bytes)}</span>
      </span>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {say.open}
      </Button>
      {open && (
        <ArtifactSheet phone={phone} run={run} artifact={artifact} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
