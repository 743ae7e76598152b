// Codex all the way: a real browser pairs with the real agent through the real relay, has the real Codex work
// for it, reads the command that its model wants and answers. What the operating system was handed decides
// whether what was read was true.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AgentMachine, sharedFolder } from "../agent/src/testing/agents/agent-machine.ts";
import { codexOnMachine } from "../agent/src/testing/agents/codex-fixture.ts";
import { calls, says } from "../agent/src/testing/agents/model/model-turn.ts";
import { isInstalled } from "../agent/src/testing/agents/pinned-agents.ts";
import { linkOf } from "../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { answer, answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

/** Words that a shell would take apart or replace, were they not handed on as they are. */
const script = `witness "it's one" 'a  b' "$PWD"\nprintf 'and %s\\n' seen`;

let machine: AgentMachine | undefined;
let phone: Phone | undefined;

beforeEach(async () => {
  await buildWhatIsStale();
  machine = await AgentMachine.open(codexOnMachine);
  phone = await openPhone();
});

afterEach(async () => {
  await phone?.close();
  await machine?.close();
  [phone, machine] = [undefined, undefined];
});

describe.skipIf(!isInstalled(codexOnMachine.agent))("Codex in a browser", () => {
  test("the command that is read on the card and approved is what runs, and its output is shown", async () => {
    const [user, { page }] = await paired();
    user.model.script(calls({ name: "exec_command", input: { cmd: script } }), says("It is done."));
    await openRun("Run it");
    const card = page.getByTestId("approval-card");
    await card.waitFor({ timeout: answerWithinMs });
    const shown = await card.getByTestId("argv").getByRole("listitem").allTextContents();
    const read = shown.map((argument) => argument.replaceAll("⏎\n", "\n"));
    expect(read).toEqual(["/bin/bash", "-lc", script]);
    expect(await card.innerText()).toContain(user.place.folder);
    expect(await user.place.witnessed()).toEqual([]);

    await answer({ page }, "witness", "approve");
    await told("It is done.");
    const [seen, ...more] = await user.place.witnessed();
    expect(more).toEqual([]);
    expect(seen?.parent).toEqual(read);
    expect(seen?.argv).toEqual(["witness", "it's one", "a  b", user.place.folder]);
    expect(seen?.cwd).toBe(user.place.folder);
    expect(await page.getByTestId("tool-output").allInnerTexts()).toEqual(["and seen"]);
    expect(phone?.complaints).toEqual([]);
  });

  test("the command that is denied never runs, and Codex hears of it", async () => {
    const [user, { page }] = await paired();
    user.model.script(calls({ name: "exec_command", input: { cmd: script } }), says("I leave it."));
    await openRun("Run it");
    await answer({ page }, "witness", "deny");
    await told("I leave it.");
    expect(await user.place.witnessed()).toEqual([]);
    expect(JSON.stringify(user.model.turnRequests.at(-1)?.body)).toContain("rejected by user");
    expect(phone?.complaints).toEqual([]);
  });
});

async function paired(): Promise<readonly [AgentMachine, Phone]> {
  if (machine === undefined || phone === undefined) throw new Error("nothing was started");
  const pairing = machine.cli.begin("pair", "--role", "operator");
  const pairingLink = await linkOf(pairing);
  await pair(phone, { started: { pairingLink }, said: pairing.out, type: pairing.type });
  return [machine, phone];
}

async function openRun(prompt: string): Promise<void> {
  if (phone === undefined) throw new Error("there is no phone");
  const { page } = phone;
  await page.getByTestId("new-run").click({ timeout: answerWithinMs });
  await page.getByTestId("new-run-prompt").fill(prompt);
  const workspace = page.getByTestId("new-run-workspace");
  await expect.poll(() => workspace.inputValue(), { timeout: answerWithinMs }).toBe(sharedFolder);
  expect(await page.getByTestId("new-run-driver").inputValue()).toBe("codex");
  await page.getByTestId("start-run").click();
  await openDemoRun(phone);
}

async function told(text: string): Promise<void> {
  if (phone === undefined) throw new Error("there is no phone");
  const { page } = phone;
  await expect.poll(() => transcript({ page }), { timeout: answerWithinMs }).toContain(text);
}
