// An agent that does not start, as `longrein start` tells of it: one error, and what to do about it.

import { mkdir, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { commandLine } from "../testing/command-line.ts";
import { whyNotStarted } from "./why-not-started.ts";

it("is told in one error, its own, with its own hint", { timeout: 60_000 }, async () => {
  const cli = await commandLine();
  try {
    await mkdir(cli.stateFolder, { mode: 0o700 });
    await writeFile(`${cli.stateFolder}/KILL`, "by a test");
    const { code, error } = await cli.run("start", "--embedded");
    expect([code, error.match(/^error: /gm), error.match(/^hint: /gm)]).toEqual([
      1,
      ["error: "],
      ["hint: "],
    ]);
    expect(error).toMatch(/^error: the kill switch is on, .*\nhint: .*longrein kill --release\n$/);
  } finally {
    await cli.remove();
  }
});

it("that says nothing has ended, or is slow", () => {
  expect(whyNotStarted("2026 ending", true)).toMatchObject({
    message: "longrein ended before it had started",
    hint: expect.stringContaining("longrein up"),
  });
  expect(whyNotStarted("", false).message).toBe("longrein does not answer yet");
});
