// `npm run simulate -- --seed N` replays one seed and prints what happened.
// `npm run simulate -- --seeds N` tries N new ones and prints those that broke a promise.

import { parseArgs } from "node:util";
import { simulate } from "./world.ts";

const usage = "hint: npm run simulate -- --seed N | --seeds N [--from N]";
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
  },
});

const numbers = [values.seed ?? "1", values.seeds ?? "0", values.from].map(Number);
const [seed = 1, count = 0, from = 1] = numbers;

if (numbers.some((number) => !Number.isSafeInteger(number) || number < 0)) {
  console.error(`error: expected whole numbers\n${usage}`);
  process.exitCode = 2;
} else if (values.seeds === undefined) {
  await replay(seed);
} else {
  await search(from, count);
}

async function replay(one: number): Promise<void> {
  const { trace, violations, messages, connections } = await simulate(one);
  for (const line of trace) console.log(line);
  console.log(
    `seed ${one}: ${connections} connections, ${messages} messages, ${violations.length} violations`,
  );
  process.exitCode = violations.length > 0 ? 1 : 0;
}

async function search(first: number, many: number): Promise<void> {
  let failed = 0;
  for (let one = first; one < first + many; one++) {
    const { violations } = await simulate(one);
    if (violations.length === 0) continue;
    failed++;
    console.log(`seed ${one}: ${violations.join("; ")}`);
  }
  console.log(`${many - failed} seeds passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
