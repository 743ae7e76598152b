// SHA256SUMS, as `sha256sum --check` reads it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

export function checksumLines(files: readonly string[]): string {
  return files
    .toSorted()
    .map((file) => {
      const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
      return `${sha256}  ${basename(file)}\n`;
    })
    .join("");
}
