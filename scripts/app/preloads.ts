// Says in the app's page which scripts to fetch at once: what the entry imports, and the page for pairing, which is what
// somebody sees who was never here. The link, for which nothing on the first screen waits, is only named: the app has
// it fetched once that screen is there (mobile-web/src/early/fetch-later.ts).

import type { HtmlTagDescriptor, Plugin } from "vite";

interface Chunk {
  readonly type: "chunk";
  readonly fileName: string;
  readonly name: string;
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
}

type Files = Readonly<Record<string, Chunk | { readonly type: "asset" }>>;

const pairingGroup = "pairing";
const linkModule = "/mobile-web/src/link/phone-link.ts";

export function preloads(): Plugin {
  return {
    name: "longrein-preloads",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) => (bundle === undefined ? [] : preloadTags(bundle)),
    },
  };
}

export function preloadTags(files: Files): HtmlTagDescriptor[] {
  const chunks = Object.values(files).filter((file) => file.type === "chunk");
  const entry = chunks.find(({ isEntry }) => isEntry);
  const link = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(linkModule) === true);
  const pairing = chunks.find(({ name }) => name === pairingGroup);
  if (entry === undefined || link === undefined || pairing === undefined) {
    throw new Error("expected an entry, the page for pairing, and the link");
  }
  const first = [
    ...new Set([...imported(chunks, entry), pairing.fileName, ...imported(chunks, pairing)]),
  ].filter((name) => name !== entry.fileName);
  return [...first.map((name) => tag("modulepreload", name)), tag("later", link.fileName)];
}

/** All that a chunk imports at once, through others too. */
function imported(chunks: readonly Chunk[], of: Chunk): readonly string[] {
  const seen = new Set<string>([of.fileName]);
  for (const name of seen) {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    for (const next of chunk?.imports ?? []) seen.add(next);
  }
  seen.delete(of.fileName);
  return [...seen];
}

function tag(rel: "modulepreload" | "later", name: string): HtmlTagDescriptor {
  // The entry's own tag says crossorigin; a preload that does not is fetched a second time.
  const attrs = { rel, crossorigin: true, href: `/${name}` };
  return { tag: "link", attrs, injectTo: "head" };
}
