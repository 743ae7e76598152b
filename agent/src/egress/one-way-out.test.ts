// That there is no other way out, as far as source can show it: who makes what leaves, who marks it as
// cleared, and who can send anything at all.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Channel } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import type { Cleared, Exit } from "./cleared.ts";

const folder = join(import.meta.dirname, "..");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !/\.(test|fuzz)\.ts$|^testing\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

const usersOf = (word: string) =>
  sources.flatMap(({ name, text }) => (new RegExp(`\\b${word}\\b`).test(text) ? [name] : []));

describe("what leaves", () => {
  it("is looked for in all of the agent's sources", () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(usersOf("clearMessage")).toContain("daemon/feed-pump.ts");
  });

  it("is encoded for phones in one place", () => {
    expect(usersOf("encodeAgentMessage")).toEqual(["egress/clear-message.ts"]);
    expect(usersOf("agentMessageShape")).toEqual([]);
    expect(usersOf("encodeEvent").filter((name) => !name.startsWith("egress/"))).toEqual([]);
  });

  it("is marked as cleared here, and by the store for what was marked when it was sealed", () => {
    const others = usersOf("assertCleared").filter((name) => !name.startsWith("egress/"));
    expect(others.toSorted()).toEqual(["store/artifact-table.ts", "store/event-table.ts"]);
  });

  it("passes a channel only where the channel is made and handed on", () => {
    const senders = sources.filter(({ text }) =>
      /\bimport[^;]*\bChannel\b[^;]*@longrein/.test(text),
    );
    expect(senders.map(({ name }) => name).toSorted()).toEqual([
      "daemon/phones.ts",
      "link/phone-connection.ts",
    ]);
    for (const { text } of senders) expect(text).not.toMatch(/channel\.send\(/);
  });

  it("is nothing that was not cleared: the compiler takes no other", () => {
    type Sent = Parameters<Exit["send"]>[0];
    const plainIsTaken: Uint8Array extends Sent ? true : false = false;
    const clearedIsTaken: Cleared<Uint8Array> extends Sent ? true : false = true;
    const channelIsAnExit: Channel extends Exit ? true : false = true;
    expect([plainIsTaken, clearedIsTaken, channelIsAnExit]).toEqual([false, true, true]);
  });

  it("is written to no stream of the process but by the terminal", () => {
    const writers = sources.filter(({ text }) => /process\.(stdout|stderr)|console\./.test(text));
    expect(writers.map(({ name }) => name)).toEqual(["cli/terminal.ts"]);
  });
});
