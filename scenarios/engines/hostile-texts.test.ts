// A machine of whose every word somebody hostile has the say: markup in each text field that reaches a phone. None of
// it runs, calls home or leads elsewhere, all of it can be read, and the phone can be used as before.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildWhatIsStale } from "../../scripts/fresh-build.ts";
import type { AgentHere } from "../agent-here.ts";
import { until } from "../until.ts";
import { type Browser, type Size, small, tall } from "./browser.ts";
import { answer, pair } from "./demo-agent.ts";
import { inPage, press, see, testId } from "./finger.ts";
import { asksMax, plainWords } from "./hostile/hostile-questions.ts";
import { startHostileMachine } from "./hostile/hostile-machine.ts";
import { payloads } from "./hostile/payloads.ts";
import { type Plant, Planted } from "./hostile/planted.ts";
import { textFields } from "./hostile/text-fields.ts";
import { setTrap } from "./hostile/trap.ts";
import { home, openPage, visitAll } from "./hostile/visit.ts";
import { type Watched, watched, watchedChromium } from "./hostile/watch.ts";
import { openWebKit } from "./webkit.ts";

/** No payload is in these, and why none can be. */
const without: Readonly<Record<string, string>> = {
  "event.body": "holds an event, whose fields are fields of their own",
  "audit.entries[].entry":
    "holds names of coding agents and workspaces among words of the machine's own",
  "devices.devices[].words": "made of a key, of words in a list",
  "approval.asked.ask.action": "holds an action, whose fields are fields of their own",
  "secret.text": "no page asks for it",
};

/** These are told and stand on no page. */
const unseen: ReadonlySet<string> = new Set([
  // It is said in words of the phone's own what it is about.
  "setup.warning",
  "setup.drivers[].version",
  "setup.drivers[].models[].name",
  "setup.drivers[].modes[].name",
  "sessions.sessions[].session",
  "gate.rule",
  // Goes back to its machine as it came, from a button with words of the app's own.
  "run.state.goOn",
  // Ten characters of a commit's name.
  "attempt.base",
]);

interface Way {
  readonly engine: string;
  readonly open: (own: () => readonly string[]) => Promise<Watched>;
  readonly size: Size;
  readonly turn: number;
}

const foldedCard = testId("folded-approval");
const waiting = `${testId("approval-card")}[data-stage="open"], ${foldedCard}`;
const patienceMs = 60_000;

const webKit = async () => watched(await openWebKit());
const ways: readonly Way[] = [
  { engine: "Chromium", open: watchedChromium, size: tall, turn: 0 },
  { engine: "Chromium", open: watchedChromium, size: small, turn: 1 },
  { engine: "WebKitGTK", open: webKit, size: small, turn: 2 },
];

// Once, and not by each of them at the same time.
beforeAll(buildWhatIsStale);

test("there are more than forty kinds of markup, and each text field of the protocol has its share", async () => {
  expect(new Set(payloads.map(({ kind }) => kind)).size).toBeGreaterThan(40);
  const planted = new Planted("//127.0.0.1:65535", 0);
  const machine = await startHostileMachine(planted);
  await machine.agent.interrupt();
  const covered = [...planted.fields, ...Object.keys(without)];
  expect(covered.toSorted()).toEqual(
    textFields()
      .map(({ path }) => path)
      .toSorted(),
  );
});

test.each(ways)(
  "in $engine at $size.width × $size.height no markup runs, calls home or is lost",
  async (way) => {
    const trap = await setTrap();
    const planted = new Planted(trap.address, way.turn);
    const machine = await startHostileMachine(planted);
    const phone = await way.open(() => [machine.agent.started.appUrl]);
    try {
      await phone.browser.resize(way.size);
      await pair(phone.browser, machine.agent);
      await phone.watch();
      // Where little is drawn anew with all that comes.
      await openPage(phone.browser, "settings");
      const runs = await machine.speak();
      await machine.ask();
      await home(phone.browser);
      await allIsAsked(phone.browser);
      const read = await visitAll(phone.browser, runs, marksOf(planted));
      const lost = planted.plants.filter((plant) => !isSeen(plant, read));
      const none = { lost: [], done: [], caught: [] };
      expect({
        lost: lost.map(({ field, kind }) => `${field}: ${kind}`),
        done: await phone.done(),
        caught: trap.caught,
      }).toEqual(none);
      await isOfUse(machine.agent, phone.browser, planted);
    } finally {
      await phone.browser.close();
      await machine.agent.interrupt();
      await trap.close();
    }
  },
);

/** Of the names of commands. */
const marksOf = ({ plants }: Planted): readonly string[] =>
  plants.flatMap(({ field, mark }) => (/commands\[\](?:\.name)?$/.test(field) ? [mark] : []));

const isSeen = ({ field, seen }: Plant, read: string): boolean =>
  unseen.has(field) || seen.every((part) => read.includes(part));

/** What its run asks, what its machine asks, and what is harmless. */
async function allIsAsked(browser: Browser): Promise<void> {
  const cards = () => inPage(browser, (at) => document.querySelectorAll(at).length, waiting);
  const asked = asksMax + 2;
  await until("all to be asked", cards, (count) => count === asked, patienceMs);
}

/** One of its cards is denied, and what is harmless approved and done. */
async function isOfUse(agent: AgentHere, browser: Browser, { plants }: Planted): Promise<void> {
  await home(browser);
  const asked = plants.find(({ field }) => field === "approval.asked.ask.says");
  await answer(browser, asked?.mark ?? "", "deny");
  await see(browser, `${testId("approval-card")}[data-outcome="denied"]`);
  await press(browser, { at: ".summary", in: foldedCard, saying: plainWords });
  await answer(browser, plainWords, "approve");
  const touched = () => existsSync(join(agent.started.workspace, plainWords));
  await until("what was approved to be done", touched, Boolean);
}
