// Checkpoints: one agent's word on one place of its own log.

import { describe, expect, it } from "vitest";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import { stateFolder } from "../testing/state-folder.ts";
import { readCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { signNote } from "./signed-note.ts";

const folder = await throwAwayFolder("longrein-test-");
const { identity, relay, sessionId } = loadOrCreateKeys(folder.path);
await folder.remove();
const name = `longrein/${Buffer.from(sessionId).toString("base64url")}`;

const read = (note: string, key = identity.public, id = sessionId) =>
  readCheckpoint(nodePrimitives, key, id, note);

describe("a checkpoint", () => {
  it("tells where the log stood, and is signed with the agent's identity", async () => {
    const state = await stateFolder();
    const { audit } = state.openStore();
    expect(read(await signCheckpoint(nodePrimitives, identity, sessionId, audit.head()))).toEqual({
      size: 0,
      head: new Uint8Array(32),
    });
    for (let i = 0; i < 3; i++) audit.append({ what: "run.done", i }, i);
    const note = await signCheckpoint(nodePrimitives, identity, sessionId, audit.head());
    expect(read(note)).toEqual({ size: 3, head: audit.rows()[2]?.hash });
    await state.remove();
  });

  it("of another key or of another agent's log is none", async () => {
    const at = { size: 1, head: new Uint8Array(32) };
    expect(read(await signCheckpoint(nodePrimitives, relay, sessionId, at))).toBeUndefined();
    const other = new Uint8Array(16);
    const theirs = await signCheckpoint(nodePrimitives, identity, other, at);
    expect(read(theirs)).toBeUndefined();
    expect(read(theirs, identity.public, other)).toEqual(at);
  });

  const origin = name.replace("longrein/", "longrein/1 audit ");
  const head = Buffer.alloc(32).toString("base64");
  it.each([
    ["a number that is written otherwise", `${origin}\n01\n${head}\n`],
    ["a number below zero", `${origin}\n-1\n${head}\n`],
    ["a number too large to count", `${origin}\n9007199254740993\n${head}\n`],
    ["a hash of another length", `${origin}\n1\nAAAA\n`],
    ["a hash without its padding", `${origin}\n1\n${head.replace("=", "")}\n`],
    ["a hash in the alphabet of links", `${origin}\n1\n${"-_".repeat(21)}8=\n`],
    ["a line more", `${origin}\n1\n${head}\nmore\n`],
    ["a line less", `${origin}\n1\n`],
    ["another origin", `longrein/2 audit\n1\n${head}\n`],
  ])("with %s is none, though it is signed", async (_, text) => {
    expect(read(await signNote(nodePrimitives, name, identity, text))).toBeUndefined();
  });

  it("as it stands above is one", async () => {
    const note = await signNote(nodePrimitives, name, identity, `${origin}\n1\n${head}\n`);
    expect(read(note)).toEqual({ size: 1, head: new Uint8Array(32) });
  });
});
