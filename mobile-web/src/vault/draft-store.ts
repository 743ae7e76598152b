// Drafts: what has not been sent yet, beside what has not arrived yet. Sealed, since they are nobody's
// business; they go with the machine they were meant for.

import { fromUtf8, utf8 } from "@longrein/protocol";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret } from "./device-keys.ts";
import { outboxOf } from "./outbox-of-machine.ts";
import { sealSecret } from "./seal-secret.ts";

export interface Draft {
  /** The run's id in base64url; the machine's key for a run that there is not yet. */
  readonly run: string;
  readonly text: string;
}

interface SealedDraft {
  /** The machine that the run is on. */
  readonly machine: string;
  readonly draftOf: string;
  readonly draft: Uint8Array;
}

const purpose = "draft";
const keyOf = (run: string): string => `draft:${run}`;

export async function keepDraft(
  database: Database,
  keys: DeviceKeys,
  machine: string,
  { run, text }: Draft,
): Promise<void> {
  if (text === "") return database.delete("outbox", keyOf(run));
  const draft = await sealSecret(keys, purpose, Uint8Array.from(utf8(text.toWellFormed())));
  await database.put("outbox", keyOf(run), { machine, draftOf: run, draft } satisfies SealedDraft);
}

export async function keptDrafts(
  database: Database,
  keys: DeviceKeys,
  machine: string,
): Promise<Draft[]> {
  const stored = await outboxOf(database, machine, isSealedDraft);
  return Promise.all(
    stored.map(async ({ draftOf: run, draft }) => ({
      run,
      text: fromUtf8(await openSecret(keys, purpose, draft)),
    })),
  );
}

function isSealedDraft(value: unknown): value is SealedDraft {
  if (typeof value !== "object" || value === null) return false;
  const { machine, draftOf, draft } = value as Partial<Record<keyof SealedDraft, unknown>>;
  const isNamed = typeof machine === "string" && typeof draftOf === "string";
  return isNamed && draft instanceof Uint8Array;
}
