// A coding agent's questions, answered at the machine: real processes, an agent that asks, and a phone that wants to
// answer as well.

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type AskingAgent, type Fields, installAskingAgent } from "../testing/asking-agent.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { pairPhone, startAgent } from "../testing/first-steps.ts";
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

const colour = { colour: { enum: ["Crimson", "Teal"] }, colour_custom: { type: "string" } };
const several = {
  sizes: { title: "Which sizes?", type: "array", items: { enum: ["S", "M", "L"] } },
  token: { title: "With which token?", format: "password" },
};

/** Its question, once a run has asked it. */
async function asked(fields: Fields): Promise<string> {
  agent = await installAskingAgent(cli, fields);
  await startAgent(cli);
  await cli.folder.makeFolder("slugs");
  await cli.json("workspace", "share", `${cli.folder.path}/slugs`, "--allow-root");
  return again();
}

async function again(): Promise<string> {
  await cli.json("runs", "new", "slugs", "paint it");
  for (let tries = 0; tries < 200; tries++) {
    const { out } = await cli.run("questions", "--json");
    const { questions }: { questions: { question: string }[] } = JSON.parse(out);
    if (questions[0] !== undefined) return questions[0].question;
  }
  throw new Error("nobody asks");
}

const heard = async (times = 1) => {
  await until(() => agent.told("answer").length === times, "the answer to be heard", 60_000);
  return agent.told("answer").at(-1);
};

describe("longrein questions", () => {
  it("lists, shows and answers what is asked, by number, name or own words, and says so in the log", async () => {
    const question = await asked(colour);
    const short = question.slice(0, 8);
    const list = await cli.run("questions");
    expect(list.out).toMatch(
      new RegExp(`^${short}  \\d+ minutes left  Which one\\?\\n.*questions show`),
    );
    expect((await cli.run("status")).out).toMatch(/questions +1 open/);
    const { out } = await cli.run("questions", "show", short);
    expect(out).toContain('asking in "slugs" asks:\n  Which one?\n    1. Crimson\n    2. Teal\n');
    expect(out).toContain("answer: one of these, or your own words");
    const blind = await cli.run("questions", "answer", short);
    expect([blind.code, blind.error]).toEqual([
      2,
      expect.stringMatching(/nobody is here.*\nhint: .*with one answer/),
    ]);
    const wrong = await cli.run("questions", "answer", short, "3");
    expect([wrong.code, wrong.error]).toEqual([
      2,
      'error: "3" is none of the options\nhint: name an option by its number, 1. to 2.\n',
    ]);
    const answered = await cli.json("questions", "answer", short, "2");
    expect(answered).toEqual({ question, outcome: "answered" });
    expect(await heard()).toEqual({ action: "accept", content: { colour: "Teal" } });
    const late = await cli.run("questions", "answer", short, "1");
    expect([late.code, late.error]).toEqual([
      1,
      `error: there is no open question "${short}"\nhint: longrein questions\n`,
    ]);

    await cli.json("questions", "answer", await again(), "crimson");
    expect(await heard(2)).toMatchObject({ content: { colour: "Crimson" } });
    await cli.json("questions", "answer", await again(), "something", "warm");
    expect(await heard(3)).toMatchObject({ content: { colour_custom: "something warm" } });
    await cli.json("questions", "dismiss", await again());
    expect(await heard(4)).toEqual({ action: "decline" });
    const { entries } = await cli.json("audit", "--what", "question");
    expect(JSON.stringify(entries).match(/question\.answered[^}]*machine/g)).toHaveLength(3);
    expect(JSON.stringify(entries).match(/question\.declined[^}]*machine/g)).toHaveLength(1);
  });

  it("takes several answers at once, and what nobody is to see from stdin alone", async () => {
    const question = await asked(several);
    const { out } = await cli.run("questions", "show", question);
    expect(out).toContain("(2) With which token?\n    answer: what is typed unseen");
    const few = await cli.run("questions", "answer", question, "1");
    expect([few.code, few.error]).toEqual([2, expect.stringContaining("2 answers, one for each")]);
    const seen = await cli.run("questions", "answer", question, "1,l", "canary-5a1");
    expect([seen.code, seen.error]).toEqual([4, expect.stringContaining("seen by other programs")]);
    const answering = cli.begin("questions", "answer", question, "1,l", "-", "--json");
    answering.type("canary-5a1");
    expect((await answering.ended).out).toBe(
      `${JSON.stringify({ question, outcome: "answered" })}\n`,
    );
    expect(await heard()).toMatchObject({ content: { sizes: ["S", "L"], token: "canary-5a1" } });
    const { out: log } = await cli.run("audit", "list", "--json");
    expect(log).not.toContain("canary");
  });

  it("has one answer, from the phone or from here", async () => {
    const question = await asked(colour);
    const phone = await pairPhone(cli, "Ada's phone", "--role", "operator");
    await phone.come();
    const { owner } = phone;
    const onPhone = (id: string, choice: number) =>
      owner.give(
        owner.commands.answerQuestion(Buffer.from(id, "hex"), {
          declined: false,
          parts: [{ choices: [choice] }],
        }),
      );
    await cli.json("questions", "answer", question, "1");
    expect(await onPhone(question, 1)).toBe("ALREADY_RESOLVED");
    expect(await heard()).toMatchObject({ content: { colour: "Crimson" } });
    const other = await again();
    const [phones, here] = await Promise.all([
      onPhone(other, 1),
      cli.run("questions", "answer", other, "1"),
    ]);
    expect([phones === "done", here.code === 0].filter(Boolean)).toHaveLength(1);
    const won = phones === "done" ? "Teal" : "Crimson";
    expect(await heard(2)).toMatchObject({ content: { colour: won } });
    phone.leave();
  });
});
