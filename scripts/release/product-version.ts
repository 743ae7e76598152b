// Versions of the product, and which of two is the later one. Pure.

const form = /^(\d+)\.(\d+)\.(\d+)(?:-rc\.(\d+))?$/;

/** A candidate is one before the version that it is a candidate for. */
export function isCandidate(version: string): boolean {
  return version.includes("-rc.");
}

export function isLater(version: string, than: string): boolean {
  const [one, other] = [partsOf(version), partsOf(than)];
  const at = one.findIndex((part, index) => part !== other[index]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}

export function isVersion(text: string): boolean {
  return form.test(text);
}

function partsOf(version: string): readonly number[] {
  const match = form.exec(version);
  if (match === null) throw new Error(`${version} is no version such as 1.2.3 or 1.2.3-rc.1`);
  const [, major, minor, patch, candidate] = match;
  return [major, minor, patch]
    .map(Number)
    .concat(candidate === undefined ? Infinity : Number(candidate));
}
