// The end of all that was started, where some of it does not want to.

import { expect, it } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import { settled } from "../testing/until.ts";
import { Endings } from "./endings.ts";

it("comes for each in its time, the last first, and names what it did not come for", async () => {
  const clock = new ManualClock();
  const endings = new Endings(clock);
  const ended: string[] = [];
  const fails = () => {
    throw new Error("on purpose");
  };
  endings.add("the first", 1_000, () => ended.push("first"));
  endings.add("what hangs", 3_000, () => new Promise(() => undefined));
  endings.add("what fails at once", 1_000, fails);
  endings.add("what fails later", 1_000, () => Promise.reject(new Error("on purpose")));
  endings.add("the last", 1_000, () => Promise.resolve(ended.push("last")));
  const ending = endings.endAll();
  await settled();
  expect(ended).toEqual(["last"]);
  clock.advance(3_000);
  expect(await ending).toEqual(["what fails later", "what fails at once", "what hangs"]);
  expect(ended).toEqual(["last", "first"]);
  expect(await endings.endAll()).toEqual([]);
});
