// `npm run release:key -- FILE NAME`: makes a key for releases in a file outside of the repository, and prints the line
// by which programs know it. docs/releasing.md says how it is kept.

import { join } from "node:path";
import { toBase64url } from "../protocol/src/base64url.ts";
import { makeReleaseKey } from "./release/release-key.ts";
import { typedHidden } from "./release/typed-hidden.ts";

const [file, name] = process.argv.slice(2);

try {
  if (file === undefined || name === undefined || !/^[a-z0-9-]+$/.test(name)) {
    throw new Error(
      "npm run release:key -- FILE NAME, such as ~/longrein-release-1.pem longrein-release-1",
    );
  }
  const passphrase = await typedHidden("passphrase for the new key: ");
  if ((await typedHidden("once more: ")) !== passphrase)
    throw new Error("these were two passphrases");
  const key = makeReleaseKey(file, passphrase, join(import.meta.dirname, ".."));
  console.log(`for agent/src/verify/release-keys.ts:\n  ["${name}", "${toBase64url(key)}"],`);
} catch (failure) {
  console.error(`error: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exitCode = 1;
}
