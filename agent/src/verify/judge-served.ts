// What an origin serves for one path, beside what the app that we ship has there. Pure.

export interface Expected {
  /** As it is asked for. */
  readonly path: string;
  /** Undefined where there is to be no file. */
  readonly bytes: Uint8Array | undefined;
  readonly headers: ReadonlyMap<string, string>;
}

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Uint8Array;
}

export interface Difference {
  readonly path: string;
  readonly what: string;
}

/** With each a server can make a browser do or tell what our pages do not. */
const neverSent = [
  "access-control-allow-origin",
  "content-security-policy-report-only",
  "link",
  "location",
  "refresh",
  "service-worker-allowed",
  "set-cookie",
];
const typesOf: readonly (readonly [ending: RegExp, types: RegExp])[] = [
  [/\.js$/, /^(text|application)\/javascript\b/],
  [/\.css$/, /^text\/css\b/],
  [/\.webmanifest$/, /^application\/(manifest\+json|json)\b/],
  [/(\.html|\/[^.]*)$/, /^text\/html\b/],
];

export function judgeServed(expected: Expected, served: Served): readonly Difference[] {
  const { path, bytes } = expected;
  const status = bytes === undefined ? 404 : 200;
  if (served.status !== status) {
    return [{ path, what: `answers ${served.status} instead of ${status}` }];
  }
  return [
    ...(bytes === undefined ? [] : judgeBytes(bytes, served.bytes)),
    ...(bytes === undefined ? [] : judgeType(path, served)),
    ...judgeHeaders(expected.headers, served),
    ...neverSent
      .filter((name) => served.headers[name] !== undefined)
      .map((name) => `sends ${name}: ${shown(served, name)}, which ours never does`),
  ].map((what) => ({ path, what }));
}

function judgeBytes(ours: Uint8Array, theirs: Uint8Array): string[] {
  if (Buffer.compare(ours, theirs) === 0) return [];
  const first = theirs.findIndex((byte, index) => byte !== ours[index]);
  const from = first === -1 ? Math.min(ours.length, theirs.length) : first;
  return [`differs from byte ${from} on: ${theirs.length} bytes instead of ${ours.length}`];
}

function judgeType(path: string, served: Served): string[] {
  const types = typesOf.find(([ending]) => ending.test(path))?.[1];
  if (types === undefined || types.test(shown(served, "content-type"))) return [];
  return [`comes as "${shown(served, "content-type")}"`];
}

function judgeHeaders(headers: ReadonlyMap<string, string>, served: Served): string[] {
  return [...headers].flatMap(([name, value]) => {
    if (served.headers[name] === undefined) return [`does not send ${name}`];
    if (shown(served, name) === value) return [];
    return [`sends ${name}: ${shown(served, name)} instead of ${value}`];
  });
}

function shown({ headers }: Served, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : (value ?? []).join(", ");
}
