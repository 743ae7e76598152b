// `longrein runs new`, `prompt` and `set`: what coding agents are given to do, and with which model, mode and policy.

import { imageBytesMax, imagesPerPromptMax, promptBytesMax } from "@longrein/protocol/limits";
import { policyProfiles } from "@longrein/protocol/setup";
import { readGivenFile } from "../platform/given-file.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { fittingWords } from "./fitting-words.ts";

export async function openRun(call: Call): Promise<undefined> {
  const { terminal, argument, value, isSet } = call;
  const prompt = promptIn(call);
  const settings = settingsIn(call);
  const images = await imagesIn(call);
  const { drivers } = await askAgent({ t: "status" });
  const driver = value("agent") ?? drivers[0] ?? "";
  const { run } = await askAgent({
    t: "runs.open",
    workspace: argument("WORKSPACE"),
    driver,
    prompt,
    ...settings,
    ...(isSet("in-place") && { inPlace: true }),
    images,
  });
  terminal.say(
    `opened ${shortId(run)}; to watch it: ${terminal.command(`runs tail ${shortId(run)}`)}`,
  );
  terminal.json({ run: longId(run) });
  return undefined;
}

export async function promptRun(call: Call): Promise<undefined> {
  const { terminal, argument, isSet } = call;
  if (isSet("queue") && isSet("steer")) {
    throw new UserFailure("usage", "a prompt waits, or goes into the turn: --queue or --steer");
  }
  const given = isSet("steer") ? ("steer" as const) : ("queue" as const);
  const when = isSet("steer") || isSet("queue") ? { when: given } : {};
  const images = await imagesIn(call);
  const text = promptIn(call);
  const which = argument("RUN");
  const { run, waits } = await askAgent({ t: "runs.prompt", which, text, ...when, images });
  const then = waits ? "is told so when its turn has ended" : "goes on";
  terminal.say(`${shortId(run)} ${then}`);
  terminal.json({ run: longId(run), waits });
  return undefined;
}

export async function setRun(call: Call): Promise<undefined> {
  const { terminal, argument } = call;
  const settings = settingsIn(call);
  if (Object.keys(settings).length === 0) {
    throw new UserFailure("usage", "expected --model, --mode or --policy", "longrein agents");
  }
  const { run } = await askAgent({ t: "runs.set", which: argument("RUN"), ...settings });
  terminal.say(`${shortId(run)} goes on so from its next turn`);
  terminal.json({ run: longId(run), ...settings });
  return undefined;
}

export async function listAgents({ terminal }: Call): Promise<undefined> {
  const { drivers } = await askAgent({ t: "drivers.list" });
  terminal.json({ agents: drivers });
  if (drivers.length === 0) terminal.say("there is no coding agent here");
  for (const { name, title, version, models, modes, images, unusable } of drivers) {
    terminal.say(`${name}: ${title}${version === undefined ? "" : ` ${version}`}`);
    if (unusable !== undefined) terminal.say(`  cannot be used: ${unusable}`);
    terminal.table([
      ...(models.length === 0 ? [] : [["  models", namesOf(models)]]),
      ...(modes.length === 0 ? [] : [["  modes", namesOf(modes)]]),
      ["  images", images === true ? "taken" : "not taken"],
    ]);
  }
  return undefined;
}

function namesOf(choices: readonly { readonly name: string }[]): string {
  return choices.map(({ name }) => name).join(", ");
}

function settingsIn(call: Call) {
  const [model, mode] = [nameAfter("model", call), nameAfter("mode", call)];
  const profile = policyProfiles.find((one) => one === call.value("policy"));
  return { ...(model && { model }), ...(mode && { mode }), ...(profile && { profile }) };
}

function promptIn({ all }: Call): string {
  return fittingWords(all("PROMPT").join(" "), "a prompt", promptBytesMax);
}

/** An empty one, as of a variable that is not set, is a slip and no default. */
function nameAfter(flag: string, { value }: Call): string | undefined {
  const name = value(flag);
  if (name?.trim() !== "") return name;
  throw new UserFailure("usage", `expected a name after --${flag}`, "longrein agents");
}

async function imagesIn({ values }: Call): Promise<Uint8Array[]> {
  const files = values("image");
  if (files.length > imagesPerPromptMax) {
    const why = `a prompt has at most ${imagesPerPromptMax} images`;
    throw new UserFailure("usage", why, "give the others with the next prompt");
  }
  return Promise.all(files.map((file) => readGivenFile(file, imageBytesMax)));
}
