// Passes files of Noise test vectors through the handshake engine. A vector counts as passed when it
// passes on each of the three backends; a file that cannot be read counts as one failure.

import { readFileSync } from "node:fs";
import { suite } from "../protocol/src/noise/pattern.ts";
import { backends } from "./backends.ts";
import { type NoiseVector, isOurs, parseVectorFile, runVector } from "./noise-vectors.ts";

export interface VectorReport {
  readonly passed: number;
  readonly failed: number;
  /** For people: what failed and why, what was left out. */
  readonly remarks: readonly string[];
}

export async function checkVectorFiles(files: readonly string[]): Promise<VectorReport> {
  const remarks: string[] = [];
  let [passed, failed, leftOut] = [0, 0, 0];
  for (const file of files) {
    const vectors = read(file);
    if (typeof vectors === "string") {
      remarks.push(`error: ${file}: ${vectors}`);
      failed++;
      continue;
    }
    const ours = vectors.filter(isOurs);
    leftOut += vectors.length - ours.length;
    for (const [index, vector] of ours.entries()) {
      const differences = await differencesOf(vector);
      if (differences.length === 0) passed++;
      else failed++;
      remarks.push(...differences.map((line) => `${file} #${index} ${vector.name}: ${line}`));
    }
  }
  if (files.length === 0) remarks.push("error: no file given\nhint: npm run vectors -- FILE...");
  else if (passed + failed === 0) remarks.push(`error: no vector of suite ${suite} found`);
  if (leftOut > 0) remarks.push(`${leftOut} vectors of other suites or of extensions left out`);
  return { passed, failed, remarks };
}

function read(file: string): NoiseVector[] | string {
  try {
    return parseVectorFile(readFileSync(file, "utf8"));
  } catch (error) {
    return describe(error);
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
