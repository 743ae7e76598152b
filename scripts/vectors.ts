// `npm run --silent vectors -- FILE...`: passes files of Noise test vectors through the handshake engine
// on all three backends. A vector counts as passed when it passes on each of them.
// Prints one line, `N passed, N failed`; what failed and what was left out goes to stderr.

import { readFileSync } from "node:fs";
import { suite } from "../protocol/src/noise/pattern.ts";
import { backends } from "./backends.ts";
import { type NoiseVector, isOfOurSuite, parseVectorFile, runVector } from "./noise-vectors.ts";

const files = process.argv.slice(2);

let passed = 0;
let failed = 0;
let otherSuites = 0;

for (const file of files) {
  const vectors = read(file);
  const ours = vectors.filter(isOfOurSuite);
  otherSuites += vectors.length - ours.length;
  for (const [index, vector] of ours.entries()) {
    const differences = await differencesOf(vector);
    if (differences.length === 0) passed++;
    else failed++;
    for (const line of differences) console.error(`${file} #${index} ${vector.name}: ${line}`);
  }
}

if (files.length === 0) console.error("error: no file given\nhint: npm run vectors -- FILE...");
else if (passed + failed === 0) console.error(`error: no vector of suite ${suite} found`);
if (otherSuites > 0) console.error(`${otherSuites} vectors of other suites left out`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function read(file: string): NoiseVector[] {
  try {
    return parseVectorFile(readFileSync(file, "utf8"));
  } catch (error) {
    failed++;
    console.error(`error: ${file}: ${describe(error)}`);
    return [];
  }
}

async function differencesOf(vector: NoiseVector): Promise<string[]> {
  const found: string[] = [];
  for (const backend of backends) {
    try {
      await runVector(vector, backend);
    } catch (error) {
      found.push(`${backend.name}: ${describe(error)}`);
    }
  }
  return found;
}

/** The engine tells a peer nothing; here the cause is what one wants to read. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message}${cause}`;
}
