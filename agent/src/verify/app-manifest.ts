// What an origin that serves our app must answer, path by path: the hash of each file and every header it comes with.
// One text for one app, so that it can be signed. Pure.

import { isRecord } from "@longrein/protocol/shape";

export interface PathRule {
  /** In lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** By name in lower case; what a browser is told besides is judged by name alone. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface AppManifest {
  readonly version: string;
  readonly paths: Readonly<Record<string, PathRule>>;
  /** What comes with the answer that there is no such file. */
  readonly missing: { readonly headers: Readonly<Record<string, string>> };
}

export function encodeManifest({ version, paths, missing }: AppManifest): string {
  const ordered = Object.entries(paths).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ version, paths: Object.fromEntries(ordered), missing }, null, 2)}\n`;
}

/** Throws unless it is one that we could have written. */
export function parseManifest(text: string): AppManifest {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw expected("an object");
  const { version, paths, missing } = value;
  if (typeof version !== "string" || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
    throw expected("a version");
  }
  if (!isRecord(paths) || paths["/"] === undefined) throw expected("paths, and / among them");
  const rules = Object.entries(paths).map(([path, rule]) => [path, parseRule(path, rule)] as const);
  const headers = parseHeaders(isRecord(missing) ? missing["headers"] : undefined);
  return { version, paths: Object.fromEntries(rules), missing: { headers } };
}

function parseRule(path: string, rule: unknown): PathRule {
  // What a URL leaves as it is: no way to another host, no query, no step up.
  if (!/^\/(?!\/)[\w./-]*$/.test(path) || path.includes("/..")) throw expected("a path");
  if (!isRecord(rule)) throw expected("an object for each path");
  const { sha256, bytes, headers } = rule;
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) throw expected("a SHA-256");
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 0) {
    throw expected("a number of bytes");
  }
  return { sha256, bytes, headers: parseHeaders(headers) };
}

function parseHeaders(headers: unknown): Readonly<Record<string, string>> {
  if (!isRecord(headers)) throw expected("headers");
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!/^[a-z0-9-]+$/.test(name) || typeof value !== "string") throw expected("headers");
      return [name, value];
    }),
  );
}

function expected(what: string): Error {
  return new Error(`the app's manifest: expected ${what}`);
}
