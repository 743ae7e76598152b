// The service worker: keeps the app's files of one version, whole or not at all, and answers with them, so
// that the app starts at once and offline. Of the translations it keeps those that are spoken. A newer
// version waits until it is asked to take over.

import {
  type AppFile,
  type Build,
  answeredBy,
  cacheOf,
  cachesToDrop,
  filesToKeep,
  languageOf,
} from "./cache-plan.ts";
import "./push.ts";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const LONGREIN_APP: Build;

const build = LONGREIN_APP;
const hashedPath = "/assets/";

self.addEventListener("install", (event) => event.waitUntil(keepFiles(spokenBefore())));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  const data: unknown = event.data;
  if (data === "take-over") void self.skipWaiting();
  if (typeof data !== "object" || data === null || !("language" in data)) return;
  const spoken = new Set([String(data.language)]);
  // Without a network it is tried again when the app next starts.
  event.waitUntil(keepFiles(Promise.resolve(spoken)).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = answeredBy(request, self.location.origin, build);
  // A file of the version before, for a tab that still runs it; everything else is the network's.
  if (file !== undefined) event.respondWith(kept(file));
  else if (isOlderFile(request)) event.respondWith(anyKept(request));
});

async function keepFiles(spoken: Promise<ReadonlySet<string>>): Promise<void> {
  const files = filesToKeep(build, await spoken);
  const cache = await caches.open(cacheOf(build.version));
  await Promise.all(
    files.map(async ({ path, integrity }) => {
      if ((await cache.match(path)) !== undefined) return;
      // What is named by its hash never changes, and mostly came with the page a moment ago.
      const mode = path.startsWith(hashedPath) ? "default" : "no-cache";
      const response = await fetch(path, { integrity, cache: mode, credentials: "omit" });
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      await cache.put(path, response);
    }),
  );
}

/** Languages whose words an older version kept. */
async function spokenBefore(): Promise<ReadonlySet<string>> {
  const spoken = new Set<string>();
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const language = languageOf(new URL(url).pathname);
      if (language !== undefined) spoken.add(language);
    }
  }
  return spoken;
}

async function takeOver(): Promise<void> {
  for (const name of cachesToDrop(await caches.keys(), build.version)) await caches.delete(name);
  await self.clients.claim();
}

/** Opened once for as long as the worker runs. */
let opened: Promise<Cache> | undefined;

/** What is not kept has to be the listed file, too. */
async function kept({ path, integrity }: AppFile): Promise<Response> {
  opened ??= caches.open(cacheOf(build.version));
  const cache = await opened;
  return (await cache.match(path)) ?? fetch(path, { integrity, credentials: "omit" });
}

const isOlderFile = ({ method, url }: Request): boolean =>
  method === "GET" && url.startsWith(self.location.origin + hashedPath);

async function anyKept(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}
