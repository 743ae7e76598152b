// A file sealed under a passphrase, written and read piece by piece, so that its size is no matter. Nothing of it
// is handed out that was not authenticated, and a file that was cut off is told from a whole one.
//
//   "longrein backup\0"[16] ‖ u8 1 ‖ u8 log2 N ‖ u8 r ‖ u8 p ‖ salt[16]               36 B, the header
//   then pieces: u32 length ‖ AES-256-GCM(piece)                            at most 64 KiB in each
//
//   key   = scrypt(passphrase in NFC, salt, N, r, p)       nonce = 7 zeros ‖ u32 number ‖ u8 1 for the last
//   associated data = the header

import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  scrypt,
} from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { cannotRead } from "./file-failure.ts";
import { codeOf } from "./held-folder.ts";
import { UserFailure } from "./user-failure.ts";

const magic = Buffer.from("longrein backup\0");
const version = 1;
const headerBytes = 36;
const pieceBytes = 64 * 1_024;
const tagBytes = 16;
/** 128 MiB of memory and some tenths of a second for every guess. */
const usualCost: ScryptCost = { log2N: 17, r: 8, p: 1 };
/** What a file may ask of whoever opens it. */
const dearestCost: ScryptCost = { log2N: 20, r: 8, p: 4 };
const passphraseCharactersMin = 12;
const nameBackup = "name a file that longrein store export has made";

export interface ScryptCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** Written to a file that was not there before. */
export async function writeSealed(
  path: string,
  passphrase: string,
  content: AsyncIterable<Uint8Array>,
  cost = usualCost,
): Promise<void> {
  requirePassphrase(passphrase);
  const { log2N, r, p } = cost;
  const header = Buffer.concat([magic, Buffer.of(version, log2N, r, p), randomBytes(16)]);
  const key = await keyOf(passphrase, header, cost);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(header);
    let number = 0;
    let held: Buffer | undefined;
    for await (const piece of inPieces(content)) {
      if (held !== undefined) await file.writeFile(seal(key, header, number++, held, false));
      held = piece;
    }
    await file.writeFile(seal(key, header, number, held ?? Buffer.alloc(0), true));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What can be said of a file before anybody is asked for its passphrase: throws unless it looks like one of these. */
export async function requireSealed(path: string): Promise<void> {
  const file = await openSealed(path);
  try {
    costIn(await readHeader(file, path), path);
  } finally {
    await file.close();
  }
}

/** Piece by piece. Throws before the end for what is not whole, or not sealed under this passphrase. */
export async function* readSealed(path: string, passphrase: string): AsyncGenerator<Buffer> {
  const file = await openSealed(path);
  try {
    const header = await readHeader(file, path);
    const key = await keyOf(passphrase, header, costIn(header, path));
    for (let number = 0, isLast = false; !isLast; number++) {
      const length = (await readExactly(file, 4)).readUInt32BE();
      if (length > pieceBytes + tagBytes) throw damaged(path, number);
      const sealed = await readExactly(file, length);
      const piece = unseal(key, header, number, sealed, false);
      const last = piece ?? unseal(key, header, number, sealed, true);
      if (last === undefined) throw damaged(path, number);
      isLast = piece === undefined;
      yield last;
    }
    if ((await file.read(Buffer.alloc(1), 0, 1)).bytesRead > 0) throw damaged(path, 1);
  } finally {
    await file.close();
  }
}

function requirePassphrase(passphrase: string): void {
  if (Array.from(passphrase).length >= passphraseCharactersMin) return;
  throw new UserFailure(
    "usage",
    `a passphrase of at least ${passphraseCharactersMin} characters is needed`,
    "take some words that nobody else would put together",
  );
}

async function openSealed(path: string): Promise<FileHandle> {
  try {
    // Without waiting for somebody to write, where it is a pipe.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (failure) {
    if (codeOf(failure) !== "ENOENT") throw cannotRead(path, failure);
    throw new UserFailure("failed", `there is no file ${path}`, nameBackup, { cause: failure });
  }
  throw new UserFailure("failed", `${path} is no file`, nameBackup);
}

/** What it is stands at its beginning: a file that is something else is not taken for one that was cut off. */
async function readHeader(file: FileHandle, path: string): Promise<Buffer> {
  const header = Buffer.alloc(headerBytes);
  const { bytesRead } = await file.read(header, 0, headerBytes);
  const begun = header.subarray(0, Math.min(bytesRead, magic.length));
  if (bytesRead === 0 || !begun.equals(magic.subarray(0, begun.length))) {
    throw new UserFailure("failed", `${path} is no backup of longrein`, nameBackup);
  }
  if (bytesRead < headerBytes) throw cutOff();
  return header;
}

function costIn(header: Buffer, path: string): ScryptCost {
  const [found = 0, log2N = 0, r = 0, p = 0] = header.subarray(magic.length);
  if (found > version) {
    throw new UserFailure("failed", `${path} was written by a newer longrein`, "update longrein");
  }
  const { log2N: most, r: mostR, p: mostP } = dearestCost;
  const isFair = log2N >= 1 && log2N <= most && r >= 1 && r <= mostR && p >= 1 && p <= mostP;
  if (found < version || !isFair) throw damaged(path, 0);
  return { log2N, r, p };
}

function keyOf(
  passphrase: string,
  header: Buffer,
  { log2N, r, p }: ScryptCost,
): Promise<KeyObject> {
  const N = 2 ** log2N;
  const maxmem = 2 * 128 * N * r * p;
  const salt = header.subarray(-16);
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFC"), salt, 32, { N, r, p, maxmem }, (failure, bytes) => {
      if (failure === null) resolve(createSecretKey(bytes));
      else reject(failure);
    });
  });
}

async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= pieceBytes) {
      yield rest.subarray(0, pieceBytes);
      rest = rest.subarray(pieceBytes);
    }
  }
  if (rest.length > 0) yield rest;
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function seal(
  key: KeyObject,
  header: Buffer,
  number: number,
  piece: Buffer,
  isLast: boolean,
): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, isLast));
  cipher.setAAD(header);
  const body = cipher.update(piece);
  cipher.final();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + tagBytes);
  return Buffer.concat([length, body, cipher.getAuthTag()]);
}

function unseal(
  key: KeyObject,
  header: Buffer,
  number: number,
  sealed: Buffer,
  isLast: boolean,
): Buffer | undefined {
  if (sealed.length < tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const piece = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    decipher.final();
    return piece;
  } catch {
    return undefined;
  }
}

async function readExactly(file: FileHandle, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled);
    if (bytesRead === 0) throw cutOff();
    filled += bytesRead;
  }
  return bytes;
}

const otherCopy = "use another copy of it";

function cutOff(): UserFailure {
  return new UserFailure("failed", "the backup is cut off", otherCopy);
}

/** The first piece cannot be told from a wrong passphrase. */
function damaged(path: string, number: number): UserFailure {
  return number === 0
    ? new UserFailure("failed", `${path} does not open with this passphrase, or is damaged`)
    : new UserFailure("failed", `${path} is damaged`, otherCopy);
}
