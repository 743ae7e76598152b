// The audit log as a file that can be verified anywhere: one line of JSON for the header, then one for each
// entry and for each checkpoint, of which the last says where the log ends.
//
//   {"longrein":"audit","v":1,"session":…,"noiseKey":…,"identityKey":…,"at":…,"devices":[[id, key], …]}
//   {"n":1,"entryHash":…,"hash":…,"entry":"…"}                      without "entry" once that is forgotten
//   {"checkpoint":"…"}                                              a signed note: see checkpoint.ts

import { fromBase64url, toBase64url } from "@longrein/protocol";
import { fieldsOf } from "./audit-answer.ts";
import type { AuditRow } from "./audit-chain.ts";
import type { AuditLog } from "./verify-audit.ts";

export class AuditExportFailure extends Error {
  override readonly name = "AuditExportFailure";
}

export function* auditExportLines(log: AuditLog, at: number): Generator<string, void, undefined> {
  const { sessionId, noiseKey, identityKey } = log.agent;
  yield JSON.stringify({
    longrein: "audit",
    v: 1,
    session: toBase64url(sessionId),
    noiseKey: toBase64url(noiseKey),
    identityKey: toBase64url(identityKey),
    at,
    devices: Array.from(log.devices, ([id, key]) => [id, toBase64url(key)]),
  });
  for (const { n, entryHash, hash, entry } of log.rows) {
    const hashes = { entryHash: toBase64url(entryHash), hash: toBase64url(hash) };
    yield JSON.stringify({ n, ...hashes, ...(entry === undefined ? {} : { entry }) });
  }
  for (const checkpoint of log.checkpoints) yield JSON.stringify({ checkpoint });
}

/** Throws for what is no export; whether an export is true is up to `verifyAudit`. */
export function readAuditExport(lines: Iterable<string>): AuditLog {
  let header: Pick<AuditLog, "agent" | "devices"> | undefined;
  const rows: AuditRow[] = [];
  const checkpoints: string[] = [];
  let number = 0;
  for (const line of lines) {
    number++;
    if (line === "") continue;
    const fields = fieldsOf(line) ?? new Map<string, unknown>();
    const checkpoint = fields.get("checkpoint");
    const isCheckpoint = typeof checkpoint === "string";
    const known = header === undefined ? inHeader : isCheckpoint ? inCheckpoint : inRow;
    if (header === undefined) header = readHeader(fields);
    else if (isCheckpoint) checkpoints.push(checkpoint);
    else rows.push(readRow(fields, number));
    refuseOthers(fields, known, number);
  }
  if (header === undefined) throw new AuditExportFailure("expected an audit export; it is empty");
  return { ...header, rows, checkpoints };
}

type Fields = ReadonlyMap<string, unknown>;

const inHeader = ["longrein", "v", "session", "noiseKey", "identityKey", "at", "devices"];
const inRow = ["n", "entryHash", "hash", "entry"];
const inCheckpoint = ["checkpoint"];

/** A name that is misspelled hides what stood there. */
function refuseOthers(fields: Fields, known: readonly string[], line: number): void {
  const other = [...fields.keys()].find((name) => !known.includes(name));
  if (other === undefined) return;
  throw new AuditExportFailure(`line ${line}: no audit export has ${JSON.stringify(other)} there`);
}

function readHeader(fields: Fields): Pick<AuditLog, "agent" | "devices"> {
  if (fields.get("longrein") !== "audit") {
    throw new AuditExportFailure("expected an audit export; the first line is no header of one");
  }
  if (fields.get("v") !== 1) {
    throw new AuditExportFailure("this audit export is of a newer longrein; update longrein");
  }
  const listed: unknown = fields.get("devices");
  const devices = Array.isArray(listed) ? listed.map((each: unknown) => readDevice(each)) : [];
  return {
    agent: {
      sessionId: bytesOf(fields.get("session"), 16, 1),
      noiseKey: bytesOf(fields.get("noiseKey"), 32, 1),
      identityKey: bytesOf(fields.get("identityKey"), 32, 1),
    },
    devices: new Map(devices),
  };
}

function readDevice(listed: unknown): [string, Uint8Array] {
  const pair: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return [toBase64url(bytesOf(pair[0], 16, 1)), bytesOf(pair[1], 32, 1)];
}

function readRow(fields: Fields, line: number): AuditRow {
  const n = fields.get("n");
  const entry = fields.get("entry");
  if (typeof n !== "number" || (entry !== undefined && typeof entry !== "string")) {
    throw new AuditExportFailure(`line ${line} is neither an entry nor a checkpoint`);
  }
  const entryHash = bytesOf(fields.get("entryHash"), 32, line);
  return { n, entryHash, hash: bytesOf(fields.get("hash"), 32, line), entry };
}

function bytesOf(value: unknown, length: number, line: number): Uint8Array {
  const bytes = typeof value === "string" ? fromBase64url(value) : undefined;
  if (bytes?.length === length) return bytes;
  throw new AuditExportFailure(`line ${line}: expected ${length} bytes in base64url`);
}
