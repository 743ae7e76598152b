// An action is never altered, not even for a secret in it: whoever is asked sees what is signed and done. What
// looks like a secret in there is named among the risks instead. See docs/decisions/0011.

import type { AgentEvent } from "@longrein/protocol";
import { findSecrets } from "./find-secrets.ts";

const reasonsMax = 16;
const kindsMax = 5;

type Asked = Extract<AgentEvent, { readonly t: "approval.asked" }>;

export function withSecretsNamed(asked: Asked): Asked {
  const kinds = secretsIn(asked.ask.action);
  if (kinds.length === 0) return asked;
  const { level, reasons } = asked.ask.risk;
  const reason = `shows what looks like a secret: ${kinds.slice(0, kindsMax).join(", ")}`;
  const risk = {
    level: level === "low" ? ("medium" as const) : level,
    reasons: [reason, ...reasons.slice(0, reasonsMax - 1)],
  };
  return { ...asked, ask: { ...asked.ask, risk } };
}

function secretsIn(action: string): string[] {
  // A variable and its value stand in fields of their own there.
  const written = action.replaceAll('","value":"', '="');
  return [...new Set(findSecrets(written).found.map(({ kind }) => kind))];
}
