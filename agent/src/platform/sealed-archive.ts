// Some files in one, sealed under a passphrase: see passphrase-file.ts for the seal.
//
//   u32 length ‖ JSON {"about":…,"files":[[name, bytes], …]} ‖ the files, one after the other

import { createReadStream } from "node:fs";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { cannotWrite } from "./file-failure.ts";
import { codeOf } from "./held-folder.ts";
import { isThereAlready } from "./new-file.ts";
import { type ScryptCost, readSealed, writeSealed } from "./passphrase-file.ts";
import { systemWords } from "./system-words.ts";
import { UserFailure } from "./user-failure.ts";

export interface ArchivedFile {
  readonly name: string;
  readonly path: string;
}

const headerBytesMax = 65_536;
/** No path: what comes from elsewhere must not say where it goes. */
const fileName = /^[a-z][a-z.-]{0,63}$/;

/** Whole, or not there at all. `about` is told to whoever opens it, before anything else. */
export async function writeArchive(
  path: string,
  passphrase: string,
  about: object,
  files: readonly ArchivedFile[],
  cost?: ScryptCost,
): Promise<void> {
  const sized = await Promise.all(
    files.map(async (file) => ({ ...file, bytes: (await stat(file.path)).size })),
  );
  try {
    await writeSealed(path, passphrase, contentOf(about, sized), cost);
  } catch (failure) {
    if (codeOf(failure) === "EEXIST") throw isThereAlready(path);
    // Half a backup must not be taken for one.
    if (!(failure instanceof UserFailure)) await rm(path, { force: true });
    throw systemWords(failure) === undefined ? failure : cannotWrite(path, failure);
  }
}

async function* contentOf(
  about: object,
  files: readonly (ArchivedFile & { readonly bytes: number })[],
): AsyncGenerator<Uint8Array> {
  const listed = files.map(({ name, bytes }) => [name, bytes]);
  const header = Buffer.from(JSON.stringify({ about, files: listed }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  yield length;
  yield header;
  for (const { path, bytes } of files) {
    let read = 0;
    for await (const chunk of createReadStream(path)) {
      if (!(chunk instanceof Uint8Array)) continue;
      read += chunk.length;
      yield chunk;
    }
    if (read !== bytes) throw new Error(`expected ${path} to stay as it was`);
  }
}

/** Its files, each the user's alone, in a folder that has none of these names yet; and what it is about. */
export async function readArchive(
  path: string,
  passphrase: string,
  folder: string,
): Promise<unknown> {
  const content = new Content(readSealed(path, passphrase));
  const headerLength = (await content.take(4)).readUInt32BE();
  if (headerLength > headerBytesMax) throw unreadable(path);
  const header: unknown = JSON.parse((await content.take(headerLength)).toString("utf8"));
  const { about, files } = parseHeader(header, path);
  for (const [name, bytes] of files) {
    const file = await open(join(folder, name), "wx", 0o600);
    try {
      await content.copy(bytes, file);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  // Only the end says that nothing was cut off or put behind.
  if (!(await content.isAtEnd())) throw unreadable(path);
  return about;
}

function parseHeader(header: unknown, path: string) {
  const fields = new Map<string, unknown>(Object.entries(header ?? {}));
  const listed: unknown = fields.get("files");
  const files = (Array.isArray(listed) ? listed : []).map((file: unknown): [string, number] => {
    const pair: readonly unknown[] = Array.isArray(file) ? file : [];
    const [name, bytes] = [pair[0], pair[1]];
    const isFile = typeof name === "string" && fileName.test(name) && typeof bytes === "number";
    if (!isFile || !Number.isSafeInteger(bytes) || bytes < 0) throw unreadable(path);
    return [name, bytes];
  });
  return { about: fields.get("about"), files };
}

function unreadable(path: string): UserFailure {
  return new UserFailure(
    "failed",
    `${path} is not in a form that this longrein reads`,
    "update longrein",
  );
}

/** What comes in pieces, taken by length. */
class Content {
  readonly #pieces: AsyncGenerator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncGenerator<Buffer>) {
    this.#pieces = pieces;
  }

  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) this.#held = Buffer.concat([this.#held, await this.#next()]);
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  async copy(length: number, file: FileHandle): Promise<void> {
    for (let left = length; left > 0;) {
      if (this.#held.length === 0) this.#held = await this.#next();
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      await file.writeFile(piece);
    }
  }

  async isAtEnd(): Promise<boolean> {
    return this.#held.length === 0 && (await this.#pieces.next()).done === true;
  }

  async #next(): Promise<Buffer> {
    const next = await this.#pieces.next();
    if (next.done === true) throw new UserFailure("failed", "the backup ends too soon");
    return next.value;
  }
}
