// Which versions of Codex the tests have run with. Its protocol changes from one to the next: what was asked
// yesterday may not be asked tomorrow, so that others work only once somebody at the desktop allows them.

import { CodexFailure } from "./failures.ts";

const tested = "0.169";

export function isTested(version: string): boolean {
  return version === tested || version.startsWith(`${tested}.`);
}

export function untested(version: string): CodexFailure {
  const named = version === "" ? "This Codex, which does not say its version," : `Codex ${version}`;
  return new CodexFailure(
    `${named} has not been tested with Longrein`,
    `Install @openai/codex@${tested} at the desktop, or allow this one there: longrein config set untestedVersions codex@${version}`,
  );
}
