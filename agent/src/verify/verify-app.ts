// Does an origin serve the app that we ship, and nothing else, in each of its paths?

import { fetchFile } from "../platform/fetch-file.ts";
import { type Difference, type Expected, judgeServed } from "./judge-served.ts";
import { shippedApp } from "./shipped-app.ts";

export interface Verdict {
  readonly paths: number;
  readonly differences: readonly Difference[];
}

const atOnce = 6;
const withinMs = 20_000;

/** Throws if nothing answers there at all. */
export async function verifyApp(origin: URL, appFolder: string): Promise<Verdict> {
  const expected = await shippedApp(appFolder);
  const left = expected.values();
  const differences: Difference[] = [];
  const worker = async () => {
    for (const each of left) differences.push(...(await judge(origin, each)));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const order = new Map(expected.map(({ path }, index) => [path, index]));
  const place = ({ path }: Difference) => order.get(path) ?? 0;
  return {
    paths: expected.length,
    differences: differences.toSorted((one, other) => place(one) - place(other)),
  };
}

async function judge(origin: URL, expected: Expected): Promise<readonly Difference[]> {
  const isPage = !expected.path.includes(".");
  return judgeServed(
    expected,
    await fetchFile(new URL(expected.path, origin), { isPage, withinMs }),
  );
}
