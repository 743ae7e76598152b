// A coding agent that speaks the Agent Client Protocol and only asks: in each turn it puts one form to whoever is
// there, and notes all that it is told. For tests of what somebody answers, and of what a run is opened with.

import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { isRecord } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import type { CommandLine } from "./command-line.ts";

export interface AskingAgent {
  /** As runs name it. */
  readonly name: string;
  /** What it was told, by the name of what told it. */
  told(what: "answer" | "mode" | "model" | "prompt"): unknown[];
}

/** What a form asks for: the schema of each field by its name. */
export type Fields = Readonly<Record<string, object>>;

/** Instead of asking it uses up more than it may, and does not end. */
export interface Waste {
  readonly files: number;
  /** Of each file. */
  readonly bytes: number;
  /** What it says, too. */
  readonly said: number;
}

const name = "asking";

const program = (does: Fields | Waste | undefined, notes: string): string => `#!${process.execPath}
const { appendFileSync, writeFileSync } = require("node:fs");
const does = ${JSON.stringify(does ?? null)};
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
const note = (what, told) => (appendFileSync(${JSON.stringify(notes)}, JSON.stringify({ what, told }) + "\\n"), {});
const modes = {
  currentModeId: "careful",
  availableModes: [{ id: "careful", name: "Careful" }, { id: "swift", name: "Swift" }],
};
const options = [{ value: "small", name: "Small" }, { value: "large", name: "Large" }];
const configOptions = [{ id: "model", category: "model", currentValue: "small", options }];
const answers = {
  initialize: () => ({ protocolVersion: 1, agentCapabilities: { promptCapabilities: { image: true } } }),
  "session/new": ({ cwd }) => ((folder = cwd), { sessionId: "s", modes, configOptions }),
  "session/set_mode": ({ modeId }) => note("mode", modeId),
  "session/set_config_option": ({ value }) => note("model", value),
};
let folder;
const waste = ({ files, bytes, said }) => {
  for (let file = 0; file < files; file++) writeFileSync(folder + "/" + file, Buffer.alloc(bytes));
  const content = { type: "text", text: "x".repeat(said) };
  send({ method: "session/update", params: { sessionId: "s", update: { sessionUpdate: "agent_message_chunk", content } } });
};
let turn;
const end = () => send({ id: turn, result: { stopReason: "end_turn" } });
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params, result } = JSON.parse(line);
  if (method === undefined) return note("answer", result), end();
  if (method !== "session/prompt") return id !== undefined && send({ id, result: answers[method]?.(params) ?? {} });
  turn = id;
  note("prompt", params.prompt);
  if (does === null) return end();
  if (typeof does.files === "number") return waste(does);
  const requestedSchema = { type: "object", properties: does, required: Object.keys(does) };
  const form = { sessionId: "s", mode: "form", message: "Which one?", requestedSchema };
  send({ id: 1, method: "elicitation/create", params: form });
});
`;

/** Makes it the agent's only one; without anything to do it is done at once. */
export async function installAskingAgent(
  cli: CommandLine,
  does?: Fields | Waste,
): Promise<AskingAgent> {
  // Where it is asked what it offers.
  await cli.folder.makeFolder("ada");
  const folder = await cli.folder.makeFolder("asking-agent");
  const [command, notes] = [`${folder}/${name}`, `${folder}/notes`];
  writeFileSync(command, program(does, notes));
  chmodSync(command, 0o755);
  cli.environment["LONGREIN_DRIVERS"] = `acp:${command}`;
  // What follows the last line's end is still being written.
  const lines = () =>
    existsSync(notes) ? readFileSync(notes, "utf8").split("\n").slice(0, -1) : [];
  return {
    name,
    told: (what) =>
      lines().flatMap((line) => {
        const note = parseStrictJson(line);
        return isRecord(note) && note["what"] === what ? [note["told"]] : [];
      }),
  };
}
