// The whole check, as it must be green before a change goes in: `npm run check`. Runs each npm script of
// the list, two at a time, says how long each took, and shows the output of those that fail.
// `-- --without test:unit` leaves one out.

import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runGroup } from "./child-group.ts";
import { isMainModule } from "./main-module.ts";

export interface Step {
  readonly name: string;
  readonly command: string;
}

interface Outcome {
  readonly failed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const order = ["format:check", "lint", "types", "arrows", "tidy", "docs", "dead"];
/** The tests take longest and are started first; sizes are taken when nothing else builds. */
const tests = "test:unit";
const last = "size";
const linesShown = 150;
/** Ten times what the slowest takes; whatever takes longer hangs. */
const stepAtMostMs = 5 * 60_000;
const root = join(import.meta.dirname, "..");

/** Runs the groups one after the other and the steps of each two at a time; returns how many failed. */
export async function runChecks(
  groups: readonly (readonly Step[])[],
  say: (line: string) => void,
): Promise<number> {
  const started = performance.now();
  let [done, failed] = [0, 0];
  for (const group of groups) {
    const queue = [...group];
    const lane = async (): Promise<void> => {
      for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
        const outcome = await run(step);
        done++;
        if (outcome.failed) failed++;
        say(describeOutcome(step, outcome));
      }
    };
    await Promise.all([lane(), lane()]);
  }
  const seconds = (performance.now() - started) / 1_000;
  say(`check: ${done - failed} ok, ${failed} failed, ${seconds.toFixed(1)} s`);
  return failed;
}

function describeOutcome({ name }: Step, { failed, seconds, output }: Outcome): string {
  const line = `${failed ? "failed" : "ok    "}  ${name.padEnd(14)} ${seconds.toFixed(1).padStart(5)} s`;
  if (!failed) return line;
  const lines = output.trimEnd().split("\n");
  const left = lines.length - linesShown;
  const more = left > 0 ? [`(${left} lines more: npm run ${name})`] : [];
  const shown = [...lines.slice(0, linesShown), ...more].map((text) => `        ${text}`);
  return [line, ...shown].join("\n");
}

async function run({ command }: Step): Promise<Outcome> {
  const started = performance.now();
  const bin = join(root, "node_modules/.bin");
  const path = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
  let output = "";
  const { exitCode, timedOut } = await runGroup(command, [], {
    cwd: root,
    shell: true,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    atMostMs: stepAtMostMs,
    onOutput: (chunk) => {
      output += chunk.toString();
    },
  });
  if (timedOut) output += `\nended after ${stepAtMostMs / 60_000} minutes`;
  return { failed: exitCode !== 0, seconds: (performance.now() - started) / 1_000, output };
}

/** The commands stand in package.json alone. */
export function readSteps(manifest: unknown, names: readonly string[]): readonly Step[] {
  if (typeof manifest !== "object" || manifest === null || !("scripts" in manifest)) {
    throw new Error("package.json: expected scripts");
  }
  const scripts = new Map<string, unknown>(Object.entries(manifest.scripts ?? {}));
  return names.map((name) => {
    const command = scripts.get(name);
    if (typeof command === "string") return { name, command };
    throw new Error(`package.json: expected a script ${name}`);
  });
}

if (isMainModule(import.meta)) {
  const flag = process.argv.indexOf("--without");
  const without = flag === -1 ? undefined : process.argv[flag + 1];
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const groups = [[tests, ...order], [last]].map((names) =>
    readSteps(
      manifest,
      names.filter((name) => name !== without),
    ),
  );
  process.exitCode = (await runChecks(groups, console.log)) === 0 ? 0 : 1;
}
