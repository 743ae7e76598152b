// Words that a machine did not take, until their owner has seen to them: beside drafts, sealed as those are, and gone
// with the machine that they were for.

import { fromUtf8, utf8 } from "@longrein/protocol";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret } from "./device-keys.ts";
import { outboxOf } from "./outbox-of-machine.ts";
import { sealSecret } from "./seal-secret.ts";

export interface Refused {
  /** What they were to be; of several the last stands for all. */
  readonly name: string;
  /** What became of them: ids, times and codes, and nothing of the words. */
  readonly about: object;
  readonly text: string;
}

interface SealedWords {
  /** The machine that did not take them. */
  readonly machine: string;
  readonly name: string;
  readonly about: object;
  readonly words: Uint8Array;
}

const purpose = "refused";
const keyOf = (name: string): string => `refused:${name}`;

export async function keepRefused(
  database: Database,
  keys: DeviceKeys,
  machine: string,
  { name, about, text }: Refused,
): Promise<void> {
  const words = await sealSecret(keys, purpose, Uint8Array.from(utf8(text)));
  await database.put("outbox", keyOf(name), { machine, name, about, words } satisfies SealedWords);
}

export async function keptRefused(
  database: Database,
  keys: DeviceKeys,
  machine: string,
): Promise<Refused[]> {
  const stored = await outboxOf(database, machine, isSealedWords);
  return Promise.all(
    stored.map(async ({ name, about, words }) => ({
      name,
      about,
      text: fromUtf8(await openSecret(keys, purpose, words)),
    })),
  );
}

export function dropRefused(database: Database, name: string): Promise<void> {
  return database.delete("outbox", keyOf(name));
}

function isSealedWords(value: unknown): value is SealedWords {
  if (typeof value !== "object" || value === null) return false;
  const { machine, name, about, words } = value as Partial<Record<keyof SealedWords, unknown>>;
  const isNamed = typeof machine === "string" && typeof name === "string";
  return isNamed && typeof about === "object" && about !== null && words instanceof Uint8Array;
}
