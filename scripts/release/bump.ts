// All places that say which version this is, brought to the next one. Pure: a file's text in, its text out.

/** Ours, whose packages have the product's version and name each other by it. */
const manifests = ["", "agent/", "mobile-web/", "protocol/", "relay/"].map(
  (folder) => `${folder}package.json`,
);
const lock = "package-lock.json";

/** What says it in words or code, wherever it stands there. */
const texts: readonly string[] = [
  "README.md",
  "agent/src/cli/door.test.ts",
  "agent/src/cli/run.test.ts",
  "agent/src/cli/version.ts",
  "agent/src/drivers/acp/agent-process.ts",
  "agent/src/drivers/codex/app-server.ts",
  "docs/first-use.md",
  "docs/self-hosting.md",
];

export const versionPlaces: readonly string[] = [...manifests, lock, ...texts];

export function withVersion(path: string, text: string, from: string, to: string): string {
  if (texts.includes(path)) return withVersionSaid(path, text, from, to);
  const changed = path === lock ? lockChanged(text, to) : manifestChanged(JSON.parse(text), to);
  return `${JSON.stringify(changed, null, 2)}\n`;
}

/** Whole versions only: 10.1.0 and 0.1.0.1 are others. */
export function versionIn(version: string): RegExp {
  return new RegExp(`(?<![\\d.])${version.replaceAll(".", "\\.")}(?![\\d]|\\.\\d)`, "g");
}

type Field = readonly [name: string, value: unknown];

function withVersionSaid(path: string, text: string, from: string, to: string): string {
  if (!versionIn(from).test(text)) throw new Error(`${path} does not say ${from}`);
  return text.replaceAll(versionIn(from), to);
}

function manifestChanged(manifest: unknown, to: string): object {
  const changed = Object.entries(objectIn(manifest)).map(([name, value]): Field => {
    if (name === "version") return [name, to];
    return [name, name === "dependencies" ? oursNamed(value, to) : value];
  });
  return Object.fromEntries(changed);
}

function lockChanged(text: string, to: string): object {
  const { packages, ...rest } = objectIn(JSON.parse(text));
  const folders = manifests.map((path) => path.replace(/\/?package\.json$/, ""));
  const changed = Object.entries(objectIn(packages)).map(([folder, about]): Field => [
    folder,
    folders.includes(folder) ? manifestChanged(about, to) : about,
  ]);
  return { ...rest, version: to, packages: Object.fromEntries(changed) };
}

function oursNamed(dependencies: unknown, to: string): object {
  return Object.fromEntries(
    Object.entries(objectIn(dependencies)).map(([name, version]) => [
      name,
      name.startsWith("@longrein/") ? to : version,
    ]),
  );
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error("expected an object");
  return Object.fromEntries(Object.entries(value));
}
