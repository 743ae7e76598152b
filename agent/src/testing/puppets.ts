// What puppets do in tests: ask for one command or one edit, and remember what came of it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../platform/files.ts";
import type { DriverRun, Performed, Wish } from "../runs/driver.ts";
import { makeDiff } from "../runs/make-diff.ts";
import type { Puppet } from "./desk-under-test.ts";

export interface Witness {
  readonly puppet: Puppet;
  /** In the order in which they came to an end. */
  readonly performed: Performed[];
}

export type WishOf = (run: DriverRun) => Wish | Promise<Wish>;

/** Asks for each of these at once. */
export function asksFor(...wishes: readonly WishOf[]): Witness {
  const performed: Performed[] = [];
  const ask = async (run: DriverRun, wish: WishOf) => {
    performed.push(await run.perform(await wish(run), "a title", "because"));
  };
  const puppet = async (run: DriverRun) => {
    await Promise.all(wishes.map((wish) => ask(run, wish)));
  };
  return { puppet, performed };
}

/** Each time it runs it leaves a line, so that running twice shows. */
export const appendLine =
  (file = "ran") =>
  ({ folder }: DriverRun): Wish => ({
    t: "command",
    tool: "shell",
    shell: { program: "/bin/sh", script: `echo once >> ${file}` },
    cwd: folder,
    environment: [],
    operands: [],
  });

export const editFile =
  (path: string, after: string) =>
  async ({ folder }: DriverRun): Promise<Wish> => {
    const before = await readFile(join(folder, path), "utf8");
    const change = {
      path,
      before: sha256(Buffer.from(before)),
      after: sha256(Buffer.from(after)),
      diff: makeDiff(before, after),
    };
    return { t: "edit", tool: "edit", root: folder, changes: [change] };
  };
