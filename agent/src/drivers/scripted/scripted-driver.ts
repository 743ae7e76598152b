// The demo agent: no model and no network, but real work. It reads a file, asks to edit it, asks to run the
// tests, and says at the end what really happened. For trying the product out, and for its tests.

import type { DriverSetup } from "@longrein/protocol";
import type { Driver, DriverRun, Performed } from "../../runs/driver.ts";
import { makeDiff } from "../../runs/make-diff.ts";
import { repairedSource, sourceFile } from "./demo-workspace.ts";
import { type Pace, Script } from "./script.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export interface ScriptedDriverOptions extends Pace {
  readonly files: WorkspaceFiles;
  /** Node's binary, to run the demo's tests with. */
  readonly node: string;
}

const steps: readonly string[] = ["Read slugify.js", "Repair it", "Run the tests", "Report"];

/** It has no model, so it can do this one thing and nothing else. */
const notItsWorkspace =
  `the demo agent can only repair ${sourceFile}, and there is none in this workspace. Try it with longrein demo; ` +
  "for work of your own share the folder with a real coding agent: longrein doctor says which are here";

const setup: DriverSetup = {
  name: "demo",
  title: "Demo",
  approvals: "exact",
  models: [],
  modes: [],
  steers: false,
  resumes: true,
};

export function scriptedDriver(options: ScriptedDriverOptions): Driver {
  return {
    name: setup.name,
    describe: () => Promise.resolve(setup),
    open: (run) => {
      // It remembers nothing, so it can be gone on with at any time.
      run.inSession("script");
      return Promise.resolve({
        turn: (prompt, signal) => work(options, run, prompt, signal),
        close: () => Promise.resolve(),
      });
    },
  };
}

async function work(
  options: ScriptedDriverOptions,
  run: DriverRun,
  prompt: string,
  signal: AbortSignal,
): Promise<void> {
  const script = new Script(run, signal, options, steps);
  await script.say(`I will look into it: “${prompt.trim()}”`);
  const source = await read(options, run, script);
  const edit = await repair(options, run, script, source);
  const tests = await runTests(options, run, script);
  await script.report(3);
  await script.say(summary(edit, tests));
  script.finish();
}

async function read(
  { files }: ScriptedDriverOptions,
  run: DriverRun,
  script: Script,
): Promise<string> {
  await script.report(0);
  const source = await files.read(`${run.folder}/${sourceFile}`).catch((cause: unknown) => {
    throw new Error(notItsWorkspace, { cause });
  });
  script.tool("read", sourceFile, source);
  await script.think(
    "`replace` with a string changes the first match only. Punctuation stays, too.",
  );
  return source;
}

async function repair(
  { files }: ScriptedDriverOptions,
  run: DriverRun,
  script: Script,
  source: string,
): Promise<Performed> {
  await script.report(1);
  if (source === repairedSource) {
    await script.say("slugify.js is already as it should be, so there is nothing to edit.");
    return { kind: "done" };
  }
  await script.say(
    "Only the first space becomes a dash, because `replace` was given a string. " +
      "I would like to replace every run of white space, and drop punctuation.",
  );
  const change = {
    path: sourceFile,
    before: files.sha256(source),
    after: files.sha256(repairedSource),
    diff: makeDiff(source, repairedSource),
  };
  const edit = await run.perform(
    { t: "edit", tool: "edit", root: run.folder, changes: [change] },
    `Edit ${sourceFile}`,
    "Replaces every run of white space instead of the first space.",
  );
  if (edit.kind === "denied") await script.say("All right, I leave slugify.js as it is.");
  return edit;
}

async function runTests(
  { node }: ScriptedDriverOptions,
  run: DriverRun,
  script: Script,
): Promise<Performed> {
  await script.report(2);
  await script.say("Now I would like to run the tests, to see where we stand.");
  return run.perform(
    {
      t: "command",
      tool: "shell",
      argv: [node, "--test", "--test-reporter=spec"],
      cwd: run.folder,
      environment: [],
      operands: [],
    },
    "node --test",
    "Runs the project's three tests.",
  );
}

function summary(edit: Performed, tests: Performed): string {
  return `${editSummary(edit)} ${testSummary(tests)}`;
}

function editSummary(edit: Performed): string {
  switch (edit.kind) {
    case "done":
      return "slugify.js now handles every title.";
    case "denied":
      return "slugify.js is unchanged, since you denied the edit.";
    case "void":
      return `slugify.js is unchanged: ${edit.why}.`;
    default:
      return "slugify.js is unchanged.";
  }
}

function testSummary(tests: Performed): string {
  switch (tests.kind) {
    case "done":
      return tests.exitCode === 0
        ? "All tests pass."
        : `The tests ran and fail, with exit code ${tests.exitCode}.`;
    case "denied":
      return "The tests were not run, since you denied it: I cannot say whether they pass.";
    default:
      return "The tests were not run: I cannot say whether they pass.";
  }
}
