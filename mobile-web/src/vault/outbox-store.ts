// Commands that the agent has not settled yet, written before they are first sent: a tap survives the
// app being killed. Sealed, since a prompt is nobody's business.

import { toBase64url } from "@longrein/protocol";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret } from "./device-keys.ts";
import { outboxOf } from "./outbox-of-machine.ts";
import { sealSecret } from "./seal-secret.ts";

export interface StoredCommand {
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
  readonly expiresAt: number;
  /** By the phone's clock. */
  readonly givenAt: number;
  /** How far it is known to have got; "sent" before it is sent. */
  readonly reach: "given" | "sent" | "accepted";
}

type Sealed = Omit<StoredCommand, "bytes"> & {
  /** Whom it is for. */
  readonly machine: string;
  readonly sealed: Uint8Array;
};

const purpose = "outbox";

export async function keepCommand(
  database: Database,
  keys: DeviceKeys,
  machine: string,
  { bytes, ...plain }: StoredCommand,
): Promise<void> {
  const sealed = await sealSecret(keys, purpose, Uint8Array.from(bytes));
  const entry: Sealed = { ...plain, machine, sealed };
  await database.put("outbox", toBase64url(plain.id), entry);
}

export async function keptCommands(
  database: Database,
  keys: DeviceKeys,
  machine: string,
): Promise<StoredCommand[]> {
  const stored = await outboxOf(database, machine, isSealed);
  return Promise.all(
    stored.map(async ({ sealed, machine: _machine, ...plain }) => ({
      ...plain,
      bytes: await openSecret(keys, purpose, sealed),
    })),
  );
}

export async function dropCommand(database: Database, id: Uint8Array): Promise<void> {
  await database.delete("outbox", toBase64url(id));
}

function isSealed(value: unknown): value is Sealed {
  if (typeof value !== "object" || value === null) return false;
  const command = value as Partial<Record<keyof Sealed, unknown>>;
  return (
    command.id instanceof Uint8Array &&
    command.sealed instanceof Uint8Array &&
    typeof command.machine === "string" &&
    typeof command.expiresAt === "number" &&
    typeof command.givenAt === "number" &&
    (command.reach === "given" || command.reach === "sent" || command.reach === "accepted")
  );
}
