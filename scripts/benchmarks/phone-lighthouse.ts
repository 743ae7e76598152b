// Lighthouse's own judgement of the first visit. It is no dependency: when a registry can be reached, the very
// version named here is put into the cache folder; else it is left out, and that is said.

import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./measure.ts";
import { chromiumProgram } from "../chromium.ts";

const version = "12.8.2";
const folder = join(import.meta.dirname, `../../.cache/lighthouse-${version}`);
const program = "node_modules/lighthouse/cli/index.js";
const installWithinMs = 5 * 60_000;
const runs = 3;

const aims = { performance: 99, accessibility: 100, "best-practices": 100 } as const;
type Category = keyof typeof aims;
const categories: readonly Category[] = ["performance", "accessibility", "best-practices"];

export interface Audit {
  readonly lines: readonly string[];
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

export async function auditByLighthouse(origin: string): Promise<Audit> {
  const missing = installed();
  if (missing !== undefined) {
    return { lines: [`Lighthouse ${version} was left out: ${missing}.`], expectations: [] };
  }
  const reports: Record<Category, number>[] = [];
  for (let run = 0; run < runs; run++) reports.push(await scores(origin));
  const expectations = categories.map((category) => {
    const score = median(reports.map((report) => report[category]));
    const what = `Lighthouse ${version}, mobile, ${category}: ${score} (expected at least ${aims[category]})`;
    return { what, met: score >= aims[category] };
  });
  return {
    lines: [
      `Lighthouse ${version} audits the first visit as it does for phones: median of ${runs}.`,
    ],
    expectations,
  };
}

/** Undefined once it is there, else why it is not. */
function installed(): string | undefined {
  if (existsSync(join(folder, program))) return undefined;
  const draft = `${folder}.${process.pid}`;
  try {
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, "package.json"), '{ "private": true }\n');
    const flags = [
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--no-progress",
      "--fetch-retries=1",
    ];
    const { status } = spawnSync("npm", ["install", ...flags, `lighthouse@${version}`], {
      cwd: draft,
      stdio: "ignore",
      timeout: installWithinMs,
    });
    if (status !== 0) return "npm cannot fetch it here";
    renameSync(draft, folder);
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function scores(origin: string): Promise<Record<Category, number>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(folder, program),
      origin,
      "--quiet",
      "--output=json",
      `--only-categories=${categories.join(",")}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      "--no-enable-error-reporting",
    ],
    {
      env: { ...process.env, CHROME_PATH: chromiumProgram },
      maxBuffer: 64 * 2 ** 20,
      timeout: 180_000,
    },
  );
  const report: unknown = JSON.parse(stdout);
  return {
    performance: scoreOf(report, "performance"),
    accessibility: scoreOf(report, "accessibility"),
    "best-practices": scoreOf(report, "best-practices"),
  };
}

/** Out of a hundred. */
function scoreOf(report: unknown, category: Category): number {
  const score = ["categories", category, "score"].reduce<unknown>(
    (inside, name) =>
      typeof inside === "object" && inside !== null ? Reflect.get(inside, name) : undefined,
    report,
  );
  if (typeof score !== "number") throw new Error(`Lighthouse gave no score for ${category}`);
  return Math.round(score * 100);
}
