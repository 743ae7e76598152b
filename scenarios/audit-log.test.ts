// The audit log on the phone: read from the real agent, checked here, and compared with what this phone has seen
// of it before. When it is another, that is said plainly.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, openDemoRun, pair } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
  await pair(phone, longrein);
  await openDemoRun(phone);
  await answer(phone, "slugify.js", "approve");
  await phone.page.getByTestId("approval-card").filter({ hasText: "--test" }).waitFor();
  await openLog();
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
});

const verdict = () => phone.page.getByTestId("audit-verdict");
const entries = () => phone.page.getByTestId("audit-entry");

async function openLog(): Promise<void> {
  await phone.page.goto("about:blank");
  await phone.page.goto(`${longrein.started.appUrl}/#/audit`);
  await verdict().waitFor({ timeout: answerWithinMs });
}

/** What this phone remembers of the log, altered. */
async function remember(alter: "another" | "longer"): Promise<void> {
  await phone.page.evaluate((how) => {
    const name = Object.keys(localStorage).find((key) => key.startsWith("longrein-audit-")) ?? "";
    const [size = "", head = ""] = (localStorage.getItem(name) ?? "").split(":");
    const other = (head.startsWith("A") ? "B" : "A") + head.slice(1);
    const altered = how === "another" ? `${size}:${other}` : `${Number(size) + 99}:${head}`;
    localStorage.setItem(name, altered);
  }, alter);
}

describe("the audit log on the phone", () => {
  test("is whole, remembered, and continued the next time; what is asked for is shown", async () => {
    const { page } = phone;
    expect(await verdict().innerText()).toMatch(/^Whole\. This phone remembers it from now on/);
    const approved = entries().filter({ hasText: "Approved" });
    expect(await approved.innerText()).toContain("from this phone");
    await approved.locator("summary").click();
    await expect
      .poll(() => approved.innerText(), { timeout: answerWithinMs })
      .toContain('"what":"approval.approved"');
    await page.getByTestId("audit-kind").selectOption("phones");
    expect(await entries().allInnerTexts()).toEqual([
      expect.stringContaining("A phone was paired"),
    ]);
    await page.getByTestId("audit-kind").selectOption({ label: "An approval was asked for" });
    expect(await entries().count()).toBe(2);

    await page.goto(`${longrein.started.appUrl}/#/`);
    await answer(phone, "--test", "deny");
    await page.locator("[data-stage=resolved]").first().waitFor();
    await openLog();
    expect(await verdict().innerText()).toMatch(/^Whole: it continues what this phone saw/);
    expect(await entries().filter({ hasText: "Denied" }).count()).toBe(1);
    expect(phone.complaints).toEqual([]);
  });

  test.each([
    ["another", "differs", "Somebody has written the log anew."],
    ["longer", "shorter", "Somebody has cut the log."],
  ] as const)("that was %s once is said to be so", async (was, kind, said) => {
    await remember(was);
    await openLog();
    expect(await verdict().getAttribute("data-verdict")).toBe(kind);
    expect(await verdict().innerText()).toContain(said);
    expect(await verdict().innerText()).toContain("longrein audit verify");
  });
});
