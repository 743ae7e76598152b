// A message on its way to a phone, encoded. Most hold nothing that a coding agent could have written, or, as
// an answer to "secret.reveal", what shall be seen; the others are looked at like all that leaves.

import { type AgentMessage, type DriverSetup, encodeAgentMessage } from "@longrein/protocol";
import { clearText } from "./clear-text.ts";
import { type Cleared, assertCleared } from "./cleared.ts";
import { findSecrets } from "./find-secrets.ts";
import { keepNothing } from "./hide-secrets.ts";

type Message<T extends AgentMessage["t"]> = Extract<AgentMessage, { readonly t: T }>;
type Setup = Message<"setup">;
type AuditRow = Message<"audit">["entries"][number];

/** Contents that were cleared when they were recorded come with the mark of that. */
export type Outgoing =
  | Exclude<AgentMessage, { readonly t: "event" | "artifact" }>
  | (Message<"event"> & { readonly body: Cleared<string> })
  | (Message<"artifact"> & { readonly piece: Cleared<Uint8Array> });

export function clearMessage(message: Outgoing): Cleared<Uint8Array> {
  const encoded = encodeAgentMessage(cleared(message));
  assertCleared(encoded);
  return encoded;
}

function cleared(message: Outgoing): AgentMessage {
  switch (message.t) {
    case "enrolled":
    case "enroll.waiting":
    case "enroll.refused":
    case "ready":
    case "reset":
    case "current":
    case "outcome":
    case "unanswered":
    case "event":
    case "artifact":
    case "devices":
    case "image.got":
    case "push":
    case "secret":
      return message;
    case "setup":
      return withClearWarning({ ...message, drivers: message.drivers.map(withClearReason) });
    case "sessions":
      return {
        ...message,
        sessions: message.sessions.map((each) => ({
          ...each,
          title: clearText(each.title, keepNothing),
        })),
      };
    case "session":
      return {
        ...message,
        said: message.said.map((each) => ({ ...each, text: clearText(each.text, keepNothing) })),
      };
    case "audit":
      return { ...message, entries: message.entries.map(withoutSecret) };
  }
}

function withClearReason(driver: DriverSetup): DriverSetup {
  const { unusable } = driver;
  return unusable === undefined
    ? driver
    : { ...driver, unusable: clearText(unusable, keepNothing) };
}

/** An address and a header are in it that others have written. */
function withClearWarning(setup: Setup): Setup {
  const { warning } = setup;
  return warning === undefined ? setup : { ...setup, warning: clearText(warning, keepNothing) };
}

/** An entry that was altered would belie its hash; one that is left out does not. */
function withoutSecret(row: AuditRow): AuditRow {
  const { entry, ...rest } = row;
  return entry === undefined || findSecrets(entry).found.length > 0 ? rest : row;
}
