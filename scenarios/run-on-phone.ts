// A run of a scenario's own coding agent, open on a phone that was paired for it; and what several scenarios do there.

import type { Page } from "playwright-core";
import type { Driver } from "../agent/src/runs/driver.ts";
import { type AgentHere, type AgentHereOptions, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, openDemoRun, pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";

export interface RunOnPhone {
  readonly agent: AgentHere;
  readonly phone: Phone;
}

export async function openRunOnPhone(
  driver: Driver,
  prompt: string,
  more: Pick<AgentHereOptions, "git" | "prepare"> = {},
): Promise<RunOnPhone> {
  const agent = await startAgentHere({
    drivers: [driver],
    workspace,
    ...more,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: driver.name, prompt: { text: prompt } });
    },
  });
  const phone = await openPhone();
  await pair(phone, agent);
  await openDemoRun(phone);
  return { agent, phone };
}

/** A coding agent whose turns last until the scenario ends them, and that then says what it was given. */
export class SlowAgent {
  #end: () => void = () => undefined;

  readonly driver = simpleDriver("slow", async (run, prompt, signal) => {
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    const delta = `Done with: ${prompt}.`;
    run.emit({ t: "text", item: run.nextItem(), role: "answer", delta });
  });

  endTurn(): void {
    this.#end();
  }
}

/** Other words for the prompt that waits, on their way while something else happens. */
export async function changeWaiting(
  page: Page,
  words: string,
  meanwhile: () => unknown,
): Promise<void> {
  await page.getByTestId("edit-waiting").click({ timeout: answerWithinMs });
  await page.getByTestId("waiting-words").fill(words);
  await page.context().setOffline(true);
  await page.getByTestId("save-waiting").click();
  meanwhile();
  await page.context().setOffline(false);
}

type Entry = Readonly<Record<string, unknown>>;

/** What lies in the phone's storage under a name, each entry with a character for each byte of what is sealed. */
export function storedOn(page: Page, name: string): Promise<readonly Entry[]> {
  return page.evaluate(
    (store) =>
      new Promise<Entry[]>((resolve, reject) => {
        const opening = indexedDB.open("longrein");
        opening.onerror = () => reject(opening.error ?? new Error("it does not open"));
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            database.close();
            const readable = (_: string, part: unknown) =>
              part instanceof Uint8Array ? String.fromCharCode(...part) : part;
            const entries: Entry[] = JSON.parse(JSON.stringify(all.result, readable));
            resolve(entries);
          };
        };
      }),
    name,
  );
}
