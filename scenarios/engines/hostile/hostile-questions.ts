// What the hostile coding agent asks: questions, and approvals of which none is ever given.

import type { DriverRun, Wish } from "../../../agent/src/runs/driver.ts";
import { sha256 } from "../../../agent/src/platform/files.ts";
import { makeDiff } from "../../../agent/src/runs/make-diff.ts";
import type { Planted } from "./planted.ts";

export const plainWords = "nothing but words";

/** Each is a card on the first page. */
export const asksMax = 6;
/** Each is a card on the page of its run. */
const questionsMax = 4;

/** What is harmless for once. */
export const plainWish = (cwd: string): Wish => {
  const argv = ["touch", plainWords];
  return { t: "command", tool: "shell", argv, cwd, environment: [], operands: [] };
};

export function asking(planted: Planted): (run: DriverRun) => Promise<unknown> {
  const parts = questionParts(planted);
  const from = planted.in("question.asked.ask.from", { most: questionsMax });
  const wishes = wishesOf(planted);
  const [says = ""] = planted.in("approval.asked.ask.says");
  return (run) =>
    Promise.all([
      ...from.map((name) => run.question(parts, name, new AbortController().signal)),
      ...wishes(run.folder).map((wish) => run.perform(wish, "It asks", says)),
    ]);
}

function questionParts(planted: Planted) {
  const path = "question.asked.ask.parts[]";
  const labels = planted.in(`${path}.choices[].label`);
  const says = planted.in(`${path}.choices[].says`);
  const choices = labels.map((label, index) => ({ label, says: says[index] ?? "" }));
  const rest = { choices, many: true, free: true, secret: false };
  return planted.in(`${path}.text`).map((text) => ({ text, ...rest }));
}

/** Nothing of it is ever approved: that it could not be done does not matter. */
function wishesOf(planted: Planted): (folder: string) => readonly Wish[] {
  const [argument = ""] = planted.in("command.argv[]");
  const [program = ""] = planted.in("command.shell.program", { bytesMax: 4_096 });
  const [script = ""] = planted.in("command.shell.script");
  const [cwd = ""] = planted.in("command.cwd");
  const variables = planted.in("command.environment[].name", {
    only: (text) => !/[=\0]/.test(text),
  });
  const values = planted.in("command.environment[].value");
  const [operand = ""] = planted.in("command.operands[].path");
  const only = (text: string) => !text.includes("\0");
  const [root = ""] = planted.in("edit.root", { bytesMax: 3_500, only });
  const [path = ""] = planted.in("edit.changes[].path", { only });
  const [line = ""] = planted.in("edit.changes[].diff", { bytesMax: 8_192 });
  const tools = planted.in(["tool.tool", "command.tool", "edit.tool"], {
    most: asksMax,
  });
  const servers = planted.in("tool.server", { most: asksMax - 3 });
  const [input = ""] = planted.in("tool.input");
  const [place = ""] = planted.in("tool.cwd");
  const environment = variables.map((name, index) => ({ name, value: values[index] ?? "" }));
  const change = { path, diff: makeDiff("", `${line}\n`), after: sha256(Buffer.from("")) };
  return (folder) => [
    {
      t: "command",
      tool: tools[0] ?? "",
      argv: ["echo", argument],
      cwd,
      environment,
      operands: [{ path: operand, sha256: sha256(Buffer.from("")) }],
    },
    {
      t: "command",
      tool: tools[1] ?? "",
      shell: { program, script },
      cwd: folder,
      environment: [],
      operands: [],
    },
    { t: "edit", tool: tools[2] ?? "", root: `${folder}/${root}`, changes: [change] },
    ...tools.slice(3).map((tool, index): Wish => ({
      t: "tool",
      tool,
      server: servers[index % servers.length] ?? "",
      input,
      cwd: place,
    })),
  ];
}
