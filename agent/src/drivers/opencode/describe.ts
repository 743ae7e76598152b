// What phones are told of OpenCode: whether it can be used, and with which models and agents. Models are asked
// of the CLI, whose server would tell the keys of their providers along with them.

import type { DriverSetup } from "@longrein/protocol";
import { homeFolder } from "../../platform/this-machine.ts";
import { type Asking, askCli } from "./ask-cli.ts";
import { install, logIn } from "./failures.ts";
import { isTested, mendUntested } from "./versions.ts";

const modelsMax = 64;
const modesMax = 16;
/** Agents that only talk to OpenCode itself. */
const hidden = new Set(["compaction", "summary", "title"]);

export async function describeOpenCode(asking: Asking): Promise<DriverSetup> {
  const about = {
    name: "opencode",
    title: "OpenCode",
    approvals: "exact",
    models: [],
    modes: [],
    steers: true,
    resumes: true,
    images: true,
  } as const;
  const version = await versionOf(asking);
  if (version === undefined) {
    return { ...about, unusable: `There is no program ${asking.command}. ${install}` };
  }
  if (!isTested(version) && !asking.allowedVersions().includes(version)) {
    return { ...about, version, unusable: `It has not been tested. ${mendUntested(version)}` };
  }
  // One after the other: each of these takes as much of the machine as it can get.
  const models = await modelsOf(asking);
  const modes = await modesOf(asking);
  const unusable = models.length === 0 ? { unusable: `No model can be used. ${logIn}` } : {};
  return { ...about, version, models, modes, ...unusable };
}

async function versionOf(asking: Asking): Promise<string | undefined> {
  const answer = await askCli(asking, ["--version"], homeFolder());
  if (answer.kind !== "said") return undefined;
  return /^v?(\d+\.\d+\.\d+\S*)$/m.exec(answer.text)?.[1];
}

async function modelsOf(asking: Asking): Promise<DriverSetup["models"]> {
  const names = await linesThat(asking, ["models"], /^([\w.-]+\/\S+)$/);
  return names.slice(0, modelsMax).map((name) => ({ name, title: name }));
}

async function modesOf(asking: Asking): Promise<DriverSetup["modes"]> {
  const names = await linesThat(asking, ["agent", "list"], /^(\S+) \((?:primary|all)\)$/);
  const modes = names.filter((name) => !hidden.has(name)).slice(0, modesMax);
  return modes.map((name) => ({ name, title: name }));
}

async function linesThat(
  asking: Asking,
  words: readonly string[],
  form: RegExp,
): Promise<string[]> {
  const answer = await askCli(asking, words, homeFolder());
  if (answer.kind !== "said") return [];
  return answer.text.split("\n").flatMap((line) => form.exec(line.trim())?.[1] ?? []);
}
