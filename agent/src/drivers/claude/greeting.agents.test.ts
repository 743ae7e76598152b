// What Claude Code offers is asked of each program once: starting it takes seconds, and phones ask often.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  claudeFixture,
  claudeVariables,
  writeClaudeSettings,
} from "../../testing/agents/claude-fixture.ts";
import { FakeModel } from "../../testing/agents/model/fake-model.ts";
import { commandOf, isInstalled } from "../../testing/agents/pinned-agents.ts";
import { Place } from "../../testing/agents/place.ts";
import { claudeDriver } from "./claude-driver.ts";

let place: Place;
let model: FakeModel;
beforeEach(async () => {
  place = await Place.make();
  model = await FakeModel.start();
});
afterEach(async () => {
  await model.close();
  await place.remove();
});

const withinMs = 120_000;
const hour = 60 * 60_000;

it.skipIf(!isInstalled(claudeFixture.agent))(
  "is asked once of one program, however often it is looked for",
  async () => {
    const calls = join(place.home, "calls");
    const command = commandOf(claudeFixture.agent);
    await place.addProgram(
      "counted",
      `#!/bin/sh\necho "$*" >>'${calls}'\nexec '${command}' "$@"\n`,
    );
    writeClaudeSettings(place);
    let now = 0;
    const driver = claudeDriver({
      program: "counted",
      variables: claudeVariables(place, model),
      now: () => now,
      randomId: randomUUID,
      allowedVersions: () => [],
    });
    const first = await driver.describe();
    expect(first.models.length).toBeGreaterThan(0);
    now += hour;
    expect(await driver.describe()).toEqual(first);
    const greetings = readFileSync(calls, "utf8")
      .split("\n")
      .filter((words) => words.includes("--no-session-persistence"));
    expect(greetings).toHaveLength(1);
  },
  withinMs,
);
