// One approval all the way: a real browser pairs with the real agent through the real relay, approves one
// action and denies another; what is on disk afterwards decides whether that was true.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changedFiles, source } from "./changed-files.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import {
  answer,
  answerWithinMs,
  enterLink,
  openDemoRun,
  pair,
  shownCode,
  transcript,
} from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
});

describe("one approval all the way", () => {
  test("the approved edit is on disk, and the denied command never ran", async () => {
    await pair(phone, longrein);
    await openDemoRun(phone);
    // The secret is gone from the address before it could be bookmarked or shared.
    expect(phone.page.url()).not.toContain("#1");
    // Its worktree is made while the page opens.
    await phone.page.getByTestId("approval-card").waitFor({ timeout: answerWithinMs });
    const before = source(longrein);
    await answer(phone, "slugify.js", "approve");
    await answer(phone, "--test", "deny");
    await expect
      .poll(() => transcript(phone), { timeout: answerWithinMs })
      .toContain("you denied it");

    expect(before).toContain('.replace(" ", "-")');
    expect(source(longrein)).toContain('.replace(/\\s+/g, "-")');
    expect(await transcript(phone)).not.toContain("# pass");
    expect(changedFiles(longrein)).toEqual(["slugify.js"]);
    expect(phone.complaints).toEqual([]);
  });

  test("the denied edit leaves the file alone, and the approved command really runs", async () => {
    await pair(phone, longrein);
    await openDemoRun(phone);
    await answer(phone, "slugify.js", "deny");
    await answer(phone, "--test", "approve");
    await expect
      .poll(() => transcript(phone), { timeout: answerWithinMs })
      .toContain("The tests ran and fail, with exit code 1.");

    expect(changedFiles(longrein)).toEqual([]);
    // What Node itself printed: two of the three tests fail while the defect is there.
    await phone.page.getByRole("button", { name: /^Show \d+ lines/ }).click();
    await expect.poll(() => transcript(phone)).toMatch(/fail 2/);
    expect(phone.complaints).toEqual([]);
  });

  test("a wrong check code pairs nobody, and the link is used up", async () => {
    await enterLink(phone, longrein);
    const code = await shownCode(phone);
    longrein.type(code === "0000" ? "0001" : "0000");
    await expect.poll(() => phone.page.textContent("body"), { timeout: 10_000 }).toMatch(/code/i);
    await expect.poll(() => longrein.said(), { timeout: 10_000 }).toContain("nothing was paired");
    expect(longrein.said()).not.toContain('paired "');
  });

  test("Ctrl-C ends everything within two seconds and leaves nothing", async () => {
    await pair(phone, longrein);
    const { workspace } = longrein.started;
    expect(existsSync(workspace)).toBe(true);
    expect(processesOf(longrein.pid).length).toBeGreaterThan(1);

    const took = await longrein.interrupt();

    expect(processesOf(longrein.pid)).toEqual([]);
    expect(existsSync(workspace)).toBe(false);
    expect(took).toBeLessThan(2_000);
  });
});

/** Those of the group that was started, by their process group. */
function processesOf(group: number): string[] {
  const all = execFileSync("ps", ["-eo", "pgid=,pid=,stat=,args="], { encoding: "utf8" });
  return all.split("\n").filter((line) => {
    const [pgid, , stat = ""] = line.trim().split(/\s+/);
    return Number(pgid) === group && !stat.startsWith("Z");
  });
}
