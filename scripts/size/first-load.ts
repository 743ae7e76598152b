// What a phone fetches before it shows anything: what the page itself links, the entry of Vite's manifest,
// and all that the entry imports at once.

interface Chunk {
  readonly file: string;
  readonly imports: readonly string[];
  readonly css: readonly string[];
}

export interface FirstLoad {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Chunks that are imported only when a screen is opened do not count. */
export function readFirstLoad(manifest: unknown, page: string): FirstLoad {
  const linked = [...page.matchAll(/<(?:link|script)\b[^>]*?\b(?:href|src)="\/?([^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
  const scripts = new Set(linked.filter((path) => path.endsWith(".js")));
  const styles = new Set(linked.filter((path) => path.endsWith(".css")));
  const seen = new Set<string>();
  const follow = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = readChunk(manifest, name);
    (chunk.file.endsWith(".css") ? styles : scripts).add(chunk.file);
    for (const file of chunk.css) styles.add(file);
    for (const next of chunk.imports) follow(next);
  };
  follow("index.html");
  return { scripts: [...scripts], styles: [...styles] };
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
