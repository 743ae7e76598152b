// One approval from the prompt to its end, with a look at the disk wherever a crash could fall. What lies
// there between two writes of a transaction is what a kill leaves: what is not committed is not read.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "@longrein/protocol";
import { approvalLifetimeMs } from "@longrein/protocol/limits";
import type { DeskUnderTest, Puppet } from "./desk-under-test.ts";
import type { PhoneUnderTest, Told } from "./phone-under-test.ts";
import { appendLine, asksFor } from "./puppets.ts";

export const endings = ["approve", "deny", "expire", "stop"] as const;
export type Ending = (typeof endings)[number];

export interface Given {
  readonly command: Command;
  /** As far as the phone had been told. */
  readonly told: Told[];
}

export interface Moment {
  /** A copy of what lay in the state folder. */
  readonly folder: string;
  readonly given: readonly { readonly command: Command; readonly told: readonly Told[] }[];
  readonly hadRun: boolean;
}

const stateFiles = ["longrein.db", "longrein.db-wal"];

/** It can be gone on with after a restart. */
function remembering(puppet: Puppet): Puppet {
  return (run, prompt) => {
    run.inSession("its own");
    return puppet(run, prompt);
  };
}

/** `at` is called before and after every write, with its name, and after everything that the phone is told. */
export async function oneApproval(
  on: DeskUnderTest,
  phone: PhoneUnderTest,
  ending: Ending,
  at: (given: readonly Given[], write?: string) => void,
): Promise<void> {
  const given: Given[] = [];
  on.store.database.faultPoint = (write) => at(given, write);
  const give = async (command: Command): Promise<Given> => {
    const one: Given = { command, told: [] };
    given.push(one);
    await on.desk.submit(phone.id, command, phone.encode(command), ({ state, code, run }) => {
      one.told.push({ state, ...(code && { code }), ...(run && { run }) });
      at(given);
    });
    return one;
  };
  on.puppet = remembering(asksFor(appendLine()).puppet);
  const { told } = await give(phone.open());
  const run = told[0]?.run;
  if (run === undefined) throw new Error("expected a run");
  const ask = await on.asked();
  if (ending === "stop") await give(phone.stop(run));
  else if (ending === "expire") on.clock.advance(approvalLifetimeMs);
  else await give(phone.answer(ask, ending));
  await on.untilRun(run, "done", "stopped");
  at(given);
}

/** Gathers each moment in which the disk, or what was told, is another than in all before. */
export class Moments {
  readonly all: Moment[] = [];
  points = 0;
  readonly #on: DeskUnderTest;
  readonly #seen = new Set<string>();

  constructor(on: DeskUnderTest) {
    this.#on = on;
  }

  readonly look = (given: readonly Given[]): void => {
    this.points++;
    const hadRun = existsSync(join(this.#on.workspace.path, "ran"));
    const from = (name: string) => join(this.#on.folder.path, name);
    const hash = createHash("sha256").update(
      JSON.stringify([hadRun, given.map(({ told }) => told)]),
    );
    for (const name of stateFiles) hash.update(readFileSync(from(name)));
    const digest = hash.digest("hex");
    if (this.#seen.has(digest)) return;
    this.#seen.add(digest);
    const folder = from(`moment-${this.all.length}`);
    mkdirSync(folder);
    for (const name of stateFiles) copyFileSync(from(name), join(folder, name));
    const copied = given.map(({ command, told }) => ({ command, told: [...told] }));
    this.all.push({ folder, given: copied, hadRun });
  };
}
