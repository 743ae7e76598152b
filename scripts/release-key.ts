// `npm run release:key -- FILE NAME`: makes a key for releases in a file outside of the repository, and prints the line
// by which programs know it. docs/releasing.md says how it is kept.

import { join } from "node:path";
import { readHidden } from "../agent/src/cli/hidden-line.ts";
import { toBase64url } from "../protocol/src/base64url.ts";
import { makeReleaseKey } from "./release/release-key.ts";

const [file, name] = process.argv.slice(2);

async function typed(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error("a passphrase is typed at a terminal, nowhere else");
  process.stdout.write(question);
  const line = await readHidden(process.stdin, () => console.log());
  if (line === undefined) throw new Error("stopped");
  return line;
}

try {
  if (file === undefined || name === undefined || !/^[a-z0-9-]+$/.test(name)) {
    throw new Error(
      "npm run release:key -- FILE NAME, such as ~/longrein-release-1.pem longrein-release-1",
    );
  }
  const passphrase = await typed("passphrase for the new key: ");
  if ((await typed("once more: ")) !== passphrase) throw new Error("these were two passphrases");
  const key = makeReleaseKey(file, passphrase, join(import.meta.dirname, ".."));
  console.log(`for agent/src/verify/release-keys.ts:\n  ["${name}", "${toBase64url(key)}"],`);
} catch (failure) {
  console.error(`error: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exitCode = 1;
}
