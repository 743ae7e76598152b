// Which requests the app's own files answer, and which caches may go. Nothing but these files is ever kept:
// what the relay passes on never comes near a cache.

export interface AppFile {
  readonly path: string;
  /** As a fetch wants it: "sha256-" and base64. A file that is not exactly this one is not kept. */
  readonly integrity: string;
}

export interface Build {
  /** Says what is in it: other files are another version. */
  readonly version: string;
  readonly files: readonly AppFile[];
}

/** `spoken` are the languages of the words that are kept. */
export function filesToKeep({ files }: Build, spoken: ReadonlySet<string>): readonly AppFile[] {
  return files.filter(({ path }) => {
    if (isForOnce(path)) return false;
    const language = languageOf(path);
    return language === undefined || spoken.has(language);
  });
}

/** Files of translated words are called "words.de." and so on. */
export function languageOf(path: string): string | undefined {
  return /^\/assets\/words\.([\w-]+)\./.exec(path)?.[1];
}

/** What is seldom needed, and only where there is a network: it is fetched then. */
export function isForOnce(path: string): boolean {
  return /^\/assets\/(?:typed-code-|enrolment-|scanner-|(?:words\.[\w-]+\.)?(?:notifications|installing|audit|recorded|comparison|comment|sessions)-)/.test(
    path,
  );
}

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

const prefix = "longrein-app-";
export const startPage = "/";
/** What the relay answers itself, under this origin too. */
const relayPaths = /^\/(?:v1\/|health$|\.well-known\/)/;

export const cacheOf = (version: string): string => prefix + version;

/** The file that answers; undefined when only the network can. */
export function answeredBy(asked: Asked, origin: string, { files }: Build): AppFile | undefined {
  const { pathname, origin: asksAt } = new URL(asked.url);
  if (asked.method !== "GET" || asksAt !== origin || relayPaths.test(pathname)) return undefined;
  const wanted = asked.mode === "navigate" ? startPage : pathname;
  return files.find(({ path }) => path === wanted);
}

/** Versions that a tab may still run, and whose code for a page not yet opened only their caches have. */
const olderKept = 2;

/** `names` are in the order in which they were made. */
export function cachesToDrop(names: readonly string[], version: string): readonly string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheOf(version));
  return others.slice(0, -olderKept);
}
