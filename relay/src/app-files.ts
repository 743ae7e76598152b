// The app's static files, from wherever they lie: Cloudflare's assets, or a folder when workerd runs by
// itself (which knows neither content types nor a start page). What has no extension is a screen of the
// app and gets its start page; the app finds the screen.

import { cacheForever, cacheNever, hashedPath } from "./security-headers.ts";

const contentTypes: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
};

const startPage = "/index.html";

/** The file a path asks for, undefined for a path no file of the app can have. */
export function fileFor(path: string): { path: string; contentType: string } | undefined {
  // Letters, digits and a few signs: no way to leave the folder, no hidden file, no listing.
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\/?$/.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = name.includes(".") ? path : startPage;
  const contentType = contentTypes[file.slice(file.lastIndexOf(".") + 1)];
  return contentType === undefined ? undefined : { path: file, contentType };
}

export async function appFile(request: Request, files: Fetcher): Promise<Response | undefined> {
  const file = fileFor(new URL(request.url).pathname);
  if (file === undefined) return undefined;
  const inner = new Request(`https://app${file.path}`, { method: request.method });
  const known = request.headers.get("If-None-Match");
  if (known !== null) inner.headers.set("If-None-Match", known);
  const found = await files.fetch(inner);
  if (found.status !== 200 && found.status !== 304) return undefined;
  const headers = new Headers({ "Content-Type": file.contentType });
  for (const name of ["ETag", "Content-Length"]) {
    const value = found.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  headers.set("Cache-Control", file.path.startsWith(hashedPath) ? cacheForever : cacheNever);
  return new Response(found.body, { status: found.status, headers });
}
