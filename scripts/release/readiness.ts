// What stands in the way of a release: judged from facts, all of it at once, in words that say what to do. Pure.

import { isLater, isVersion } from "./product-version.ts";

export interface Facts {
  readonly wanted: string;
  readonly current: string;
  /** The last one in the changelog. */
  readonly released: string | undefined;
  readonly branch: string;
  /** Files that are not as they were committed. */
  readonly changes: readonly string[];
  readonly tags: readonly string[];
  /** Where the package says its sources are; npm shows it, and its provenance is checked against it. */
  readonly repository: unknown;
  readonly key: KeyFact;
}

export type KeyFact =
  | { readonly kind: "pinned"; readonly name: string }
  | { readonly kind: "not-pinned" }
  | { readonly kind: "none-given" }
  | { readonly kind: "does-not-open"; readonly why: string };

export function whatStandsInTheWay(facts: Facts): readonly string[] {
  const { branch, changes, tags, wanted, repository } = facts;
  return [
    ...versionTrouble(facts),
    ...(branch === "main" ? [] : [`this is the branch ${branch}: git switch main`]),
    ...(changes.length === 0 ? [] : [`not committed: ${changes.join(", ")}`]),
    ...(tags.includes(`v${wanted}`) ? [`there is a tag v${wanted} already`] : []),
    ...(repository === undefined
      ? ['package.json names no "repository", which npm checks provenance against']
      : []),
    ...keyTrouble(facts.key),
  ];
}

function versionTrouble({ wanted, current, released }: Facts): string[] {
  if (!isVersion(wanted)) return [`${wanted} is no version such as 1.2.3 or 1.2.3-rc.1`];
  if (released !== undefined && !isLater(wanted, released)) {
    return [`${wanted} does not come after ${released}, which was released`];
  }
  return isLater(current, wanted) ? [`the sources say ${current} already`] : [];
}

function keyTrouble(key: KeyFact): string[] {
  switch (key.kind) {
    case "pinned":
      return [];
    case "none-given":
      return [
        "no key: LONGREIN_RELEASE_KEY names its file, docs/releasing.md says how to make one",
      ];
    case "not-pinned":
      return ["programs do not know this key: add its line to agent/src/verify/release-keys.ts"];
    case "does-not-open":
      return [`the key does not open: ${key.why}`];
  }
}

/** Whether what tests have printed ends with the one line that says that all is well. */
export function isGreen(printed: string): boolean {
  return /^[1-9]\d* passed, 0 failed$/.test(printed.trimEnd().split("\n").at(-1) ?? "");
}
