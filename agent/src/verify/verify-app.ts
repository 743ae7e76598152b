// Does an origin serve an app, and nothing else, in each of its paths?

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchFile } from "../platform/fetch-file.ts";
import { elsewhere } from "./app-elsewhere.ts";
import type { AppManifest } from "./app-manifest.ts";
import { type Difference, type Expected, judgeServed } from "./judge-served.ts";
import type { KnownApp } from "./shipped-app.ts";

export interface Verdict {
  readonly paths: number;
  readonly differences: readonly Difference[];
}

const atOnce = 6;
const withinMs = 20_000;

export interface Looked {
  /** Of a relay that is not at the same origin, whose origins the app's policy names. */
  readonly relayOrigins?: readonly string[] | undefined;
  readonly signal?: AbortSignal;
}

/** Throws if nothing answers there at all. */
export async function verifyApp(
  origin: URL,
  { manifest, folder }: Pick<KnownApp, "manifest" | "folder">,
  { relayOrigins = [], signal }: Looked = {},
): Promise<Verdict> {
  const expected = (await expectedOf(manifest, folder)).map((each) =>
    relayOrigins.length === 0 ? each : elsewhere(each, relayOrigins),
  );
  const left = expected.values();
  const differences: Difference[] = [];
  const worker = async () => {
    for (const each of left) {
      signal?.throwIfAborted();
      differences.push(...(await judge(origin, each)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const order = new Map(expected.map(({ path }, index) => [path, index]));
  const place = ({ path }: Difference) => order.get(path) ?? 0;
  return {
    paths: expected.length,
    differences: differences.toSorted((one, other) => place(one) - place(other)),
  };
}

async function expectedOf(
  { paths, missing }: AppManifest,
  folder: string | undefined,
): Promise<readonly Expected[]> {
  const files = await Promise.all(
    Object.entries(paths).map(async ([path, { sha256, bytes, headers }]): Promise<Expected> => {
      const own = folder === undefined ? undefined : await readFile(join(folder, fileAt(path)));
      return { path, file: { sha256, bytes, own }, headers };
    }),
  );
  // Nobody could have put a file there: what answers is what answers for everything that is not ours.
  const nothing = `/assets/${randomBytes(12).toString("hex")}.js`;
  return [...files, { path: nothing, file: undefined, headers: missing.headers }];
}

/** What has no ending is a screen's address and gives the start page. */
function fileAt(path: string): string {
  return path.includes(".") ? path : "index.html";
}

async function judge(origin: URL, expected: Expected): Promise<readonly Difference[]> {
  return judgeServed(expected, await fetchFile(new URL(expected.path, origin), withinMs));
}
