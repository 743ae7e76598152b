// The versions of OpenCode that this driver was written and tested with.

export const installTested = "Install one that was: npm install -g opencode-ai@1.18.33";

export function isTested(version: string): boolean {
  return /^1\.18\.\d+$/.test(version);
}
