// Holds the built relay and the built app to the budgets in package.json: bytes after gzip. Builds first
// when a source is newer than what was built.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { isForOnce, languageOf } from "../mobile-web/src/service-worker/cache-plan.ts";
import { appFolder, workerFile } from "./build.ts";
import { buildWhatIsStale } from "./fresh-build.ts";
import { isMainModule } from "./main-module.ts";
import { type Budgets, type Size, type Verdict, judge, readBudgets } from "./size/budgets.ts";
import { readFirstLoad } from "./size/first-load.ts";
import { treeOnDisk } from "./tree.ts";

const root = join(import.meta.dirname, "..");

export function checkSizes(sizes: readonly Size[], budgets: Budgets): readonly Verdict[] {
  return sizes.map((size) => judge(size, budgets));
}

export function measureRelay(): readonly Size[] {
  return [{ name: "relay worker", bytes: gzipped(workerFile) }];
}

export function measureApp(folder = appFolder): readonly Size[] {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const { scripts, firstVisit, linked, styles } = readFirstLoad(manifest, page);
  const sum = (paths: readonly string[]): number =>
    paths.reduce((bytes, path) => bytes + gzipped(join(folder, path)), 0);
  // Icons are fetched by whoever installs the app, and kept by the phone itself.
  const sent = treeOnDisk(folder).paths.filter(
    (path) => !/^\.vite\/|^_headers$|\.(?:map|png)$/.test(path),
  );
  const forOnce = sent.filter((path) => isForOnce(`/${path}`));
  const partOf = (path: string) =>
    /[/.](enrolment|scanner|notifications|installing|audit|recorded|comparison|comment|sessions)-/.exec(
      path,
    )?.[1];
  /** With its largest translation: a phone loads one. */
  const part = (name: string): number => {
    const ofPart = forOnce.filter((path) => partOf(path) === name);
    const isTranslation = (path: string) => languageOf(`/${path}`) !== undefined;
    const translations = ofPart.filter(isTranslation).map((path) => sum([path]));
    return sum(ofPart.filter((path) => !isTranslation(path))) + Math.max(0, ...translations);
  };
  const kept = sent.filter((path) => !forOnce.includes(path));
  const translations = Map.groupBy(kept, (path) => languageOf(`/${path}`));
  const untranslated = translations.get(undefined) ?? [];
  translations.delete(undefined);
  return [
    { name: "phone first load: scripts", bytes: sum(scripts) },
    { name: "phone first visit: scripts", bytes: sum(firstVisit) },
    { name: "phone until linked: scripts", bytes: sum(linked) },
    { name: "phone first load: styles", bytes: sum(styles) },
    { name: "phone first load: page", bytes: sum(["index.html"]) },
    // Of the translations a phone keeps one: the largest, at worst.
    {
      name: "phone app",
      bytes: sum(untranslated) + Math.max(0, ...[...translations.values()].map(sum)),
    },
    // None is kept: who pairs, types a code, wants notifications, installs the app, reads the log, a recorded file or past
    // sessions, compares what was changed or speaks about a line of it, fetches it then.
    {
      name: "phone typed code",
      bytes: sum(forOnce.filter((path) => partOf(path) === undefined)),
    },
    { name: "phone pairing", bytes: part("enrolment") + part("scanner") },
    { name: "phone notifications", bytes: part("notifications") },
    { name: "phone installing", bytes: part("installing") },
    { name: "phone audit log", bytes: part("audit") },
    { name: "phone recorded files", bytes: part("recorded") },
    { name: "phone comparison of changes", bytes: part("comparison") },
    { name: "phone comments on changes", bytes: part("comment") },
    { name: "phone past sessions", bytes: part("sessions") },
  ];
}

const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

async function main(): Promise<boolean> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const budgets = readBudgets(manifest);
  await buildWhatIsStale();
  const verdicts = checkSizes([...measureRelay(), ...measureApp()], budgets);
  for (const { line } of verdicts) console.log(line);
  const over = verdicts.filter(({ fits }) => !fits).length;
  console.log(over === 0 ? "size: ok" : `size: ${over} over budget`);
  return over === 0;
}

if (isMainModule(import.meta)) {
  try {
    if (!(await main())) process.exitCode = 1;
  } catch (error) {
    console.log(`size: not measured: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
