// `npm run release -- VERSION [--dry-run]`: makes a release as docs/releasing.md describes, and publishes nothing. First
// it says all that stands in the way; then the checks and tests run; then the version is brought into the sources, what
// is published is built twice, compared and signed, and the commands that are left are printed.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { equalBytes } from "../protocol/src/index.ts";
import { releaseKeys } from "../agent/src/verify/release-keys.ts";
import { versionPlaces, withVersion } from "./release/bump.ts";
import { closeSection, lastReleased } from "./release/changelog.ts";
import { closingWords } from "./release/closing-words.ts";
import { type ReleaseKey, makeRelease } from "./release/make-release.ts";
import { type KeyFact, isGreen, whatStandsInTheWay } from "./release/readiness.ts";
import { openReleaseKey } from "./release/release-key.ts";
import { typedHidden } from "./release/typed-hidden.ts";

const root = join(import.meta.dirname, "..");
const changelog = "CHANGELOG.md";
const read = (path: string) => readFileSync(join(root, path), "utf8");
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const git = (...words: readonly string[]) =>
  execFileSync("git", words, { cwd: root, encoding: "utf8" }).trimEnd();
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "dry-run": { type: "boolean" } },
});
const [wanted = ""] = positionals;
const isDryRun = values["dry-run"] === true;
const { version: current, repository } = manifest();

function manifest(): { readonly version: string; readonly repository: unknown } {
  const value: unknown = JSON.parse(read("package.json"));
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  return { version: String(fields.get("version")), repository: fields.get("repository") };
}

interface Opened {
  readonly fact: KeyFact;
  readonly key?: ReleaseKey;
}

/** A dry run asks for no passphrase: which key it is, is seen only when it is opened. */
async function openKey(): Promise<Opened> {
  const file = process.env["LONGREIN_RELEASE_KEY"];
  if (file === undefined) return { fact: { kind: "none-given" } };
  try {
    const signer = openReleaseKey(file, await typedHidden(`passphrase of ${file}: `));
    const pinned = releaseKeys.find(({ key }) => equalBytes(key, signer.public));
    if (pinned === undefined) return { fact: { kind: "not-pinned" } };
    return { fact: { kind: "pinned", name: pinned.name }, key: { ...pinned, signer } };
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return { fact: { kind: "does-not-open", why } };
  }
}

function obstacles({ fact }: Opened): readonly string[] {
  const facts = {
    wanted,
    current,
    released: lastReleased(read(changelog)),
    branch: git("branch", "--show-current"),
    changes: linesOf(git("status", "--porcelain")).map((line) => line.slice(3)),
    tags: linesOf(git("tag", "--list")),
    repository,
    key: fact,
  };
  return whatStandsInTheWay(facts);
}

/** The sources as they will be: all of it before anything is written. */
function changedFiles(): ReadonlyMap<string, string> {
  const day = new Date().toISOString().slice(0, 10);
  const changed = versionPlaces.map(
    (path) => [path, withVersion(path, read(path), current, wanted)] as const,
  );
  return new Map([...changed, [changelog, closeSection(read(changelog), wanted, day)]]);
}

/** Its output as it comes; throws unless it is well. */
function mustPass(script: string, isWell: (printed: string) => boolean = () => true): void {
  console.log(`\nnpm run ${script}`);
  const { status, stdout } = spawnSync("npm", ["run", "--silent", script], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 256 * 1_024 * 1_024,
  });
  process.stdout.write(stdout);
  if (status !== 0 || !isWell(stdout)) throw new Error(`npm run ${script} is not green`);
}

async function release({ key }: Opened): Promise<void> {
  if (key === undefined) throw new Error("expected a key");
  mustPass("check");
  mustPass("test", isGreen);
  mustPass("test:crashes", isGreen);
  for (const [path, text] of changedFiles()) write(path, text);
  console.log(`\nthe sources say ${wanted} now; to take that back: git checkout .`);
  mustPass("test:package", isGreen);
  const folder = await makeRelease(wanted, key, console.log);
  console.log(`\n${folder} holds what is published. Left to do, after a look at git diff:`);
  for (const line of closingWords(wanted, folder)) console.log(`  ${line}`);
}

function sayWhatItWouldDo(inTheWay: readonly string[]): void {
  for (const line of inTheWay) console.log(`in the way: ${line}`);
  console.log("would run: npm run check, npm test, npm run test:crashes");
  for (const path of changedFiles().keys()) console.log(`would change: ${path}`);
  console.log("would run: npm run test:package");
  const folder = `dist/release-${wanted}`;
  console.log(`would build twice, compare, sign, and fill ${folder}; then it would say:`);
  for (const line of closingWords(wanted, folder)) console.log(`  ${line}`);
}

try {
  const opened = isDryRun ? { fact: { kind: "none-given" as const } } : await openKey();
  const inTheWay = obstacles(opened);
  if (isDryRun) sayWhatItWouldDo(inTheWay);
  else if (inTheWay.length === 0) await release(opened);
  else for (const line of inTheWay) console.error(`error: ${line}`);
  if (inTheWay.length > 0) process.exitCode = 1;
} catch (failure) {
  console.error(`error: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exitCode = 1;
}
