// Pairing where no camera sees the terminal and no link gets onto the phone: the code that `longrein pair` shows is
// typed into the app, through the real relay.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { CommandLine, type Running } from "../agent/src/testing/command-line.ts";
import {
  approvalOf,
  linkOf,
  shareDemoFolder,
  startAgent,
} from "../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { answer, answerWithinMs, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

let folder: ThrowAwayFolder;
let machine: CommandLine;
let pairing: Running;
let appUrl: string;
let code: string;
let phone: Phone;

beforeAll(async () => {
  await buildWhatIsStale();
  folder = await throwAwayFolder("longrein-typed-");
  machine = new CommandLine(folder);
  await startAgent(machine);
  await shareDemoFolder(machine, "slugs");
});

beforeEach(async () => {
  phone = await openPhone();
  pairing = machine.begin("pair", "--role", "operator");
  appUrl = new URL(await linkOf(pairing)).origin;
  await pairing.says(/type this code: +\S+/);
  code = /type this code: +(\S+)/.exec(pairing.out())?.[1] ?? "";
});

afterEach(() => phone.close());

afterAll(() => machine.remove());

const field = () => phone.page.getByTestId("paste-link");
const failure = () => phone.page.getByTestId("pairing-failure");

async function enter(typed: string): Promise<void> {
  await field().fill(typed);
  await phone.page.getByTestId("pair-button").click();
}

async function isRefused(reason: string, words: string): Promise<void> {
  await phone.page.locator(`[data-reason="${reason}"]`).waitFor({ timeout: answerWithinMs });
  expect(await failure().innerText()).toContain(words);
}

/** The same code with another secret. */
const misread = () => code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");

describe("a code that is typed into the app", () => {
  test("pairs, in lower case and with a space, and the phone sees what a run asks", async () => {
    await phone.page.goto(appUrl);
    await enter(code.toLowerCase().replace("-", " "));
    pairing.type(await shownCode(phone));
    expect((await pairing.ended).code).toBe(0);
    await machine.json("runs", "new", "slugs", "repair", "the", "slugs");
    await approvalOf(machine, "edit slugify.js");
    await answer(phone, "slugify.js", "approve");
    await approvalOf(machine, "run ");
    expect(phone.complaints).toEqual([]);
  });

  test("is mended where it was mistyped, and then pairs", async () => {
    await phone.page.goto(appUrl);
    await enter("8T3M");
    await isRefused("malformed", "four characters, then six");
    await enter(misread());
    await isRefused("code-wrong", "Compare the last six characters");
    expect(await field().inputValue()).toBe(misread());
    await enter(code);
    pairing.type(await shownCode(phone));
    expect((await pairing.ended).code).toBe(0);
  });

  test("is ended by the third wrong try, which both screens say", async () => {
    await phone.page.goto(appUrl);
    for (let wrong = 0; wrong < 3; wrong++) {
      await enter(misread());
      await isRefused("code-wrong", "After three wrong tries, get a new one.");
    }
    const { code: ended, error } = await pairing.ended;
    expect([ended, error]).toEqual([1, expect.stringContaining("wrong three times")]);
    await enter(code);
    await isRefused("code-unknown", "No machine waits for this code");
  });

  test("is for the first phone: another is told to get a new one", async () => {
    await phone.page.goto(appUrl);
    await enter(misread());
    await isRefused("code-wrong", "Compare");
    await phone.page.reload();
    await enter(code);
    await isRefused("code-claimed", "A code is for one phone. Get a new one.");
  });

  test("pairs although the relay's answer was lost, which it gives to the same phone once more", async () => {
    let lost = 0;
    await phone.page.route("**/v1/nameplates/claim", async (route) => {
      if (lost > 0) return route.continue();
      expect((await route.fetch()).status()).toBe(200);
      lost++;
      return route.abort();
    });
    await phone.page.goto(appUrl);
    await enter(code);
    expect(await shownCode(phone)).toMatch(/^\d{4}$/);
    expect(lost).toBe(1);
  });

  test("can be tried again when there was no network", async () => {
    await phone.page.goto(appUrl);
    await field().waitFor();
    await phone.page.context().setOffline(true);
    await enter(code);
    await isRefused("unreachable", "Check that this phone is online");
    await phone.page.context().setOffline(false);
    await phone.page.getByTestId("pair-button").click();
    expect(await shownCode(phone)).toMatch(/^\d{4}$/);
  });
});

describe("an app that no relay serves", () => {
  let app: AppServer;

  beforeEach(async () => {
    app = await serveApp();
  });

  afterEach(() => app.close());

  test("says that a code does not work there, and what does", async () => {
    await phone.page.goto(app.origin);
    await enter(code);
    await isRefused("code-no-relay", "Scan what your machine shows, or paste its link.");
  });
});
