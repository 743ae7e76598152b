// The versions of OpenCode that this driver was written and tested with.

export function isTested(version: string): boolean {
  return /^1\.18\.\d+$/.test(version);
}

/** What somebody can do about one that was not. */
export function mendUntested(version: string): string {
  return `Install one that was: npm install -g opencode-ai@1.18.33, or allow it at the desktop: longrein config set untestedVersions opencode@${version}`;
}
