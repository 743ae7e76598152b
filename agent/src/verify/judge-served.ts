// What an origin serves for one path, beside what our app has there. Pure.

import { createHash } from "node:crypto";
import { dialledBesides } from "./dialled-besides.ts";
import { isHarmless } from "./harmless-headers.ts";

export interface Expected {
  /** As it is asked for. */
  readonly path: string;
  /** Undefined where there is to be no file. */
  readonly file: ExpectedFile | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ExpectedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** The file itself, where it is at hand: then it can be said where another differs. */
  readonly own: Uint8Array | undefined;
}

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Uint8Array;
}

export interface Difference {
  readonly path: string;
  readonly what: string;
  /** The hash of what came instead, where it is the content that differs. */
  readonly sha256?: string;
  /** What the app may dial there and should not, where that is all that the policy has more. */
  readonly dials?: readonly string[];
}

const typesOf: readonly (readonly [ending: RegExp, types: RegExp])[] = [
  [/\.js$/, /^(text|application)\/javascript\b/],
  [/\.css$/, /^text\/css\b/],
  [/\.webmanifest$/, /^application\/(manifest\+json|json)\b/],
  [/\.svg$/, /^image\/svg\+xml\b/],
  [/\.png$/, /^image\/png\b/],
  [/(\.html|\/[^.]*)$/, /^text\/html\b/],
];

export function judgeServed(
  { path, file, headers }: Expected,
  served: Served,
): readonly Difference[] {
  const status = file === undefined ? 404 : 200;
  if (served.status !== status) return [{ path, what: otherStatus(served, status) }];
  const others = [
    ...(file === undefined ? [] : judgeType(path, served).map((what) => ({ what }))),
    ...judgeHeaders(headers, served),
    ...Object.keys(served.headers)
      .filter((name) => headers[name] === undefined && !isHarmless(name))
      .toSorted()
      .map((name) => ({ what: `sends ${name}: ${shown(served, name)}, which ours never does` })),
  ];
  return [
    ...(file === undefined ? [] : judgeBytes(path, file, served.bytes)),
    ...others.map((other) => ({ path, ...other })),
  ];
}

function otherStatus(served: Served, status: number): string {
  const leads =
    served.headers["location"] === undefined ? "" : ` and leads to ${shown(served, "location")}`;
  return `answers ${served.status} instead of ${status}${leads}`;
}

function judgeBytes(path: string, ours: ExpectedFile, theirs: Uint8Array): Difference[] {
  const sha256 = createHash("sha256").update(theirs).digest("hex");
  if (sha256 === ours.sha256) return [];
  const sizes = `${theirs.length} bytes instead of ${ours.bytes}`;
  if (ours.own === undefined) return [{ path, what: `has another content: ${sizes}`, sha256 }];
  return [{ path, what: `differs from byte ${firstOther(ours.own, theirs)} on: ${sizes}`, sha256 }];
}

function firstOther(ours: Uint8Array, theirs: Uint8Array): number {
  const first = theirs.findIndex((byte, index) => byte !== ours[index]);
  return first === -1 ? Math.min(ours.length, theirs.length) : first;
}

function judgeType(path: string, served: Served): string[] {
  const types = typesOf.find(([ending]) => ending.test(path))?.[1];
  if (types === undefined || types.test(shown(served, "content-type"))) return [];
  return [`comes as "${shown(served, "content-type")}"`];
}

function judgeHeaders(
  headers: Expected["headers"],
  served: Served,
): readonly Pick<Difference, "what" | "dials">[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (served.headers[name] === undefined) return [{ what: `does not send ${name}` }];
    const sent = shown(served, name);
    if (sent === value) return [];
    const besides = name === "content-security-policy" ? dialledBesides(value, sent) : [];
    if (besides.length === 0) return [{ what: `sends ${name}: ${sent} instead of ${value}` }];
    const what = `lets the app dial ${besides.join(" ")}, named neither by relay nor by appRelays of the settings`;
    return [{ what, dials: besides }];
  });
}

function shown({ headers }: Served, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : (value ?? []).join(", ");
}
