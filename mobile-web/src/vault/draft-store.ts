// Drafts: what has not been sent yet, beside what has not arrived yet. Sealed, since they are nobody's
// business; they go with the machine they were meant for.

import { fromUtf8, utf8 } from "@longrein/protocol";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret, sealSecret } from "./device-keys.ts";

export interface Draft {
  /** The run's id in base64url. */
  readonly run: string;
  readonly text: string;
}

interface SealedDraft {
  readonly draftOf: string;
  readonly draft: Uint8Array;
}

const purpose = "draft";
const keyOf = (run: string): string => `draft:${run}`;

export async function keepDraft(
  database: Database,
  keys: DeviceKeys,
  { run, text }: Draft,
): Promise<void> {
  if (text === "") return database.delete("outbox", keyOf(run));
  const draft = await sealSecret(keys, purpose, Uint8Array.from(utf8(text.toWellFormed())));
  await database.put("outbox", keyOf(run), { draftOf: run, draft } satisfies SealedDraft);
}

export async function keptDrafts(database: Database, keys: DeviceKeys): Promise<Draft[]> {
  const stored = (await database.all("outbox")).filter(isSealedDraft);
  return Promise.all(
    stored.map(async ({ draftOf: run, draft }) => ({
      run,
      text: fromUtf8(await openSecret(keys, purpose, draft)),
    })),
  );
}

function isSealedDraft(value: unknown): value is SealedDraft {
  if (typeof value !== "object" || value === null) return false;
  const { draftOf, draft } = value as Partial<Record<keyof SealedDraft, unknown>>;
  return typeof draftOf === "string" && draft instanceof Uint8Array;
}
