// A file that somebody has named to be read as it is: by its first bytes up to a bound, and without waiting for whoever
// might open the other end of a pipe.

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { cannotRead } from "./file-failure.ts";
import { UserFailure } from "./user-failure.ts";

export async function readGivenFile(path: string, bytesMax: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (failure: unknown) => {
      throw cannotRead(path, failure);
    },
  );
  try {
    if (!(await file.stat()).isFile()) {
      throw new UserFailure("failed", `${path} is no file`, "name a file");
    }
    return await readUpTo(file, path, bytesMax);
  } finally {
    await file.close();
  }
}

async function readUpTo(file: FileHandle, path: string, bytesMax: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(bytesMax + 1);
  let length = 0;
  for (let read = 1; read > 0 && length < bytes.length; length += read) {
    ({ bytesRead: read } = await file.read(bytes, length, bytes.length - length));
  }
  if (length <= bytesMax) return new Uint8Array(bytes.subarray(0, length));
  throw new UserFailure("failed", `${path} has more than ${bytesMax} bytes`, "name a smaller file");
}
