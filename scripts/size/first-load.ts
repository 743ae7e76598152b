// What a phone fetches before it shows anything, before somebody can pair it, and before it is linked: the
// entry of Vite's manifest and all that it imports at once, and the parts that each of these needs besides.

interface Chunk {
  readonly file: string;
  readonly imports: readonly string[];
  readonly css: readonly string[];
}

export interface FirstLoad {
  /** Until something useful stands on the screen: the last known state of a paired phone. */
  readonly scripts: readonly string[];
  /** Until a phone that was never here can be paired. */
  readonly firstVisit: readonly string[];
  /** Until the phone speaks with its machine. */
  readonly linked: readonly string[];
  readonly styles: readonly string[];
}

const entry = "index.html";
/** A group of modules, which the build knows by its name. */
const pairing = "pairing";
const link = "src/link/phone-link.ts";

export function readFirstLoad(manifest: unknown, page: string): FirstLoad {
  const linkedStyles = [...page.matchAll(/<link\b[^>]*?\bhref="\/?([^"]+\.css)"/g)].map(
    ([, path = ""]) => path,
  );
  const atOnce = importedAtOnce(manifest, [entry]);
  const scriptsOf = (chunks: readonly Chunk[]) => [
    ...new Set(chunks.map(({ file }) => file).filter((file) => file.endsWith(".js"))),
  ];
  return {
    scripts: scriptsOf(atOnce),
    firstVisit: scriptsOf(importedAtOnce(manifest, [entry, groupCalled(manifest, pairing)])),
    linked: scriptsOf(importedAtOnce(manifest, [entry, link])),
    styles: [...new Set([...linkedStyles, ...atOnce.flatMap(({ css }) => css)])],
  };
}

function groupCalled(manifest: unknown, name: string): string {
  const groups = isObject(manifest) ? Object.entries(manifest) : [];
  const [key] = groups.find(([, chunk]) => isObject(chunk) && chunk["name"] === name) ?? [];
  if (key === undefined) throw new Error(`the app's manifest has no chunk called ${name}`);
  return key;
}

function importedAtOnce(manifest: unknown, names: readonly string[]): readonly Chunk[] {
  const wanted = new Set(names);
  const chunks: Chunk[] = [];
  // A set grows while it is gone through: what is added is visited too.
  for (const name of wanted) {
    const chunk = readChunk(manifest, name);
    chunks.push(chunk);
    for (const next of chunk.imports) wanted.add(next);
  }
  return chunks;
}

function readChunk(manifest: unknown, name: string): Chunk {
  const chunk = isObject(manifest) ? manifest[name] : undefined;
  if (!isObject(chunk) || typeof chunk["file"] !== "string") {
    throw new Error(`the app's manifest has no chunk ${name}; is build.manifest set?`);
  }
  return { file: chunk["file"], imports: texts(chunk["imports"]), css: texts(chunk["css"]) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
