// The frames that WebKit draws, by a program of its own: what drives that engine belongs to the scenarios.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const program = join(import.meta.dirname, "../../scenarios/engines/webkit-frames.ts");
const withinMs = 10 * 60_000;

export interface WebKitFrames {
  readonly live: readonly number[];
  readonly atRest: readonly number[];
}

export async function webKitFrames(rounds: number): Promise<WebKitFrames> {
  const argv = [program, String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { timeout: withinMs });
  const told: unknown = JSON.parse(stdout);
  return { live: numbers(told, "live"), atRest: numbers(told, "atRest") };
}

function numbers(told: unknown, name: keyof WebKitFrames): number[] {
  const list: unknown = typeof told === "object" && told !== null && Reflect.get(told, name);
  if (!Array.isArray(list)) throw new Error(`expected ${name} in what WebKit's frames print`);
  return list.filter((each) => typeof each === "number");
}
