// Which commands are offered for what has been typed so far, and of which telling.

import { expect, test } from "vitest";
import { emptyTranscript, extendTranscript } from "../../state/transcript.ts";
import { commandsFor, commandsOf } from "./slash-commands.tsx";

const commands = ["compact", "review", "mcp:Review", "init"].map((name) => ({ name }));
const found = (text: string) => commandsFor(text, commands).map(({ name }) => name);

test("commands are found by how they begin, then by what is in them, while nothing follows the name", () => {
  expect(found("/")).toEqual(["compact", "review", "mcp:Review", "init"]);
  expect(found("/REV")).toEqual(["review", "mcp:Review"]);
  expect(found("/i")).toEqual(["init", "review", "mcp:Review"]);
  for (const text of ["", "rev", " /rev", "/review ", "/review it", "/nothing", "a /rev"]) {
    expect([text, found(text)]).toEqual([text, []]);
  }
});

test("what a run's agent told last is all that there is; before it has told, nothing is known", () => {
  expect(commandsOf(emptyTranscript.asides)).toBeUndefined();
  const told = [commands, [{ name: "other" }]].reduce(
    (transcript, those) => extendTranscript(transcript, { t: "commands", commands: those }),
    emptyTranscript,
  );
  expect(commandsOf(told.asides)).toEqual([{ name: "other" }]);
});
