// What a run is opened with at the machine, and goes on with: what the coding agent hears of it, and what is refused.

import { writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type AskingAgent, installAskingAgent } from "../testing/asking-agent.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { startAgent } from "../testing/first-steps.ts";
import { until } from "../testing/until.ts";

let cli: CommandLine;
let agent: AskingAgent;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

async function begin(fields?: Parameters<typeof installAskingAgent>[1]): Promise<void> {
  agent = await installAskingAgent(cli, fields);
  await startAgent(cli);
  await cli.folder.makeFolder("slugs");
  await cli.json("workspace", "share", `${cli.folder.path}/slugs`, "--allow-root");
}

const prompts = async (count: number) => {
  await until(() => agent.told("prompt").length === count, "a prompt to be heard", 60_000);
  return JSON.stringify(agent.told("prompt"));
};
const png = Buffer.from("89504e470d0a1a0a00", "hex");

describe("a run of the command line's", () => {
  it("has the model, mode, policy and images that were said, and others when they are said", async () => {
    await begin();
    const picture = `${cli.folder.path}/picture.png`;
    writeFileSync(picture, png);
    const manner = ["--model", "large", "--mode", "swift", "--policy", "strict"];
    const { run } = await cli.json("runs", "new", "slugs", "look", ...manner, "--image", picture);
    const heard = await prompts(1);
    expect(heard).toContain(png.toString("base64"));
    expect([agent.told("model"), agent.told("mode")]).toEqual([["large"], ["swift"]]);
    const listed = await cli.run("agents");
    expect(listed.out).toContain("models  small, large");
    expect(listed.out).toContain("modes   careful, swift");
    const which = String(run);
    const raised = await cli.run("runs", "set", which, "--policy", "trusted");
    expect([raised.code, raised.error]).toEqual([
      1,
      expect.stringMatching(/nothing was changed: that policy.*\nhint: longrein policy show/),
    ]);
    const huge = await cli.run("runs", "set", which, "--model", "huge");
    expect([huge.code, huge.error]).toEqual([
      1,
      'error: asking has no model "huge", but small, large\nhint: longrein agents\n',
    ]);
    await cli.json("runs", "set", which, "--model", "small");
    const { out } = await cli.run("runs", "show", which);
    expect(out).toContain("from here on: model small");
  });

  it("is not opened with what there is not, and what could be done is said", async () => {
    await begin();
    const text = `${cli.folder.path}/text`;
    writeFileSync(text, "no picture");
    const open = async (...more: readonly string[]) => {
      const { code, error } = await cli.run("runs", "new", "slugs", "look", ...more);
      return [code, error];
    };
    expect(await open("--mode", "yolo")).toEqual([
      1,
      'error: asking has no mode "yolo", but careful, swift\nhint: longrein agents\n',
    ]);
    expect(await open("--model", "huge")).toEqual([
      1,
      'error: asking has no model "huge", but small, large\nhint: longrein agents\n',
    ]);
    for (const flag of ["model", "mode"]) {
      expect(await open(`--${flag}`, " ")).toEqual([
        2,
        `error: expected a name after --${flag}\nhint: longrein agents\n`,
      ]);
    }
    const unset = await cli.run("runs", "set", "ffff", "--model", "");
    expect([unset.code, unset.error]).toEqual([2, expect.stringContaining("a name after --model")]);
    expect(await open("--image", text)).toEqual([
      1,
      "error: image 1 is none that coding agents take\nhint: give it as JPEG, PNG or WebP\n",
    ]);
    expect(await open("--agent", "nobody")).toEqual([1, expect.stringContaining("but asking")]);
    const five = Array.from({ length: 5 }, () => ["--image", text]).flat();
    expect(await open(...five)).toEqual([2, expect.stringContaining("at most 4 images")]);
    expect((await cli.json("runs"))["runs"]).toEqual([]);
  });

  it("has no model or mode of a coding agent that tells of none", async () => {
    await startAgent(cli);
    await cli.folder.makeFolder("slugs");
    await cli.json("workspace", "share", `${cli.folder.path}/slugs`, "--allow-root");
    for (const kind of ["model", "mode"]) {
      const { code, error } = await cli.run("runs", "new", "slugs", "look", `--${kind}`, "swift");
      const why = `error: demo tells of no ${kind} that could be chosen, so "swift" is not either`;
      expect([code, error]).toEqual([1, `${why}\nhint: longrein agents\n`]);
    }
    expect((await cli.json("runs"))["runs"]).toEqual([]);
  });

  it("that is at work takes a prompt when its turn has ended, and only if that was said", async () => {
    await begin({ colour: { enum: ["Crimson", "Teal"] } });
    const { run } = await cli.json("runs", "new", "slugs", "look");
    const which = String(run);
    await prompts(1);
    const busy = await cli.run("runs", "prompt", which, "and then?");
    expect([busy.code, busy.error]).toEqual([
      1,
      expect.stringMatching(/it is at work\nhint: .*--queue/),
    ]);
    expect(await cli.json("runs", "prompt", which, "and", "then?", "--queue")).toEqual({
      run,
      waits: true,
    });
    const { questions } = await cli.json("questions");
    const [question = ""] = /[0-9a-f]{32}/.exec(JSON.stringify(questions)) ?? [];
    await cli.json("questions", "dismiss", question);
    expect(await prompts(2)).toContain("and then?");
  });
});
