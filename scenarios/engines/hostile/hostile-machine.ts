// The real agent and relay with that coding agent, on a machine that is hostile itself: what no coding agent can put
// into its words, gates, warnings and other phones' names, it writes into its own store.

import { randomBytes } from "node:crypto";
import { type AgentEvent, freezeAction, fromUtf8, inboxFeed } from "@longrein/protocol";
import { saltOfRun as feedOfRun } from "../../../agent/src/store/run-salts.ts";
import { type AgentHere, startAgentHere } from "../../agent-here.ts";
import { until } from "../../until.ts";
import { acts, hostileDrivers } from "./hostile-driver.ts";
import { asksMax } from "./hostile-questions.ts";
import type { Planted } from "./planted.ts";
import type { Runs } from "./visit.ts";

export interface HostileMachine {
  readonly agent: AgentHere;
  /** Everything is said: most of it in one run, and in others what there is one of in each. */
  speak(): Promise<Runs>;
  /** Asks for something harmless. */
  ask(): Promise<unknown>;
}

const minutes = 60_000;

export async function startHostileMachine(planted: Planted): Promise<HostileMachine> {
  const drivers = hostileDrivers(planted);
  const [driver = ""] = drivers.map(({ name }) => name);
  const [machine = ""] = planted.in(["enrolled.machine", "ready.machine"], { most: 1 });
  const [warning = ""] = planted.in("setup.warning", { most: 1 });
  const one = (field: string) => planted.in(field, { most: 1 })[0] ?? "";
  const otherApp = {
    origin: one("setup.otherApp.origin"),
    version: one("setup.otherApp.version"),
    path: one("setup.otherApp.path"),
    count: 1,
  };
  const names = planted.in(["setup.workspaces[].name", "run.opened.workspace"], { apart: true });
  const agent = await startAgentHere({
    drivers,
    workspace: "garden",
    role: "owner",
    settings: (folder) => ({
      machine,
      warning: () => ({ warning, otherApp }),
      workspaces: () => names.map((name) => ({ name, folder, git: false })),
    }),
  });
  const [workspace = ""] = names;
  const titles = planted.in(["run.opened.title", "prompt.text"], { apart: true, bytesMax: 80 });
  const devices = planted.in("devices.devices[].name", { apart: true });
  const tell = hostileWords(planted);
  const own = { driver, workspace };
  /** There is no room for a run until others have ended. */
  const open = (text: string, place: typeof own = own): Promise<Uint8Array> => {
    const { runs } = agent.daemon;
    const begun = () => runs.open({ ...place, prompt: { text } });
    return until("a run to begin", begun, (run) => typeof run !== "string").then(runOf);
  };
  const each = async (act: string, field: string): Promise<readonly Uint8Array[]> => {
    const begun: Uint8Array[] = [];
    for (let number = 0; number < planted.countOf(field); number++) {
      begun.push(await open(`${act} ${number}`));
    }
    return begun;
  };
  return {
    agent,
    ask: () => open(acts.plain),
    speak: async () => {
      for (const name of devices) addDevice(agent, name);
      for (const [index, title] of titles.entries()) {
        const other = drivers[index % drivers.length]?.name ?? driver;
        await open(title, { driver: other, workspace: names[index] ?? workspace });
      }
      await each(acts.title, "run.titled.title");
      const failed = await each(acts.fail, "run.state.reason");
      const told = await open(acts.tell);
      tell(agent, told);
      const asked = await open(acts.ask);
      const pending = () => agent.daemon.store.approvals.pending().length;
      await until("all to be asked", pending, (count) => count === asksMax);
      return { told, others: [asked, ...failed] };
    },
  };
}

function runOf(opened: string | { readonly run: Uint8Array }): Uint8Array {
  if (typeof opened === "string") throw new Error(`expected a run, got ${opened}`);
  return opened.run;
}

function addDevice({ daemon }: AgentHere, name: string): void {
  daemon.store.devices.add({
    id: randomBytes(16),
    slot: randomBytes(16),
    identityKey: randomBytes(32),
    noiseKey: randomBytes(32),
    psk: randomBytes(32),
    capabilityHash: randomBytes(32),
    name,
    role: "viewer",
    pairedAt: Date.now(),
  });
}

/** In the run's own feed, and what it asked and was answered in the inbox. */
function hostileWords(planted: Planted): (agent: AgentHere, run: Uint8Array) => void {
  const at = Date.now();
  const inputs = randomBytes(32);
  const each = <T extends AgentEvent>(field: string, event: (text: string, item: number) => T) =>
    planted
      .in(field, { apart: field === "attempt.base" })
      .map((text, item) => event(text, 100_000 + item));
  const validation = { t: "validation", status: "failed", at } as const;
  const own: readonly AgentEvent[] = [
    ...each("prompt.queued.text", (text) => {
      return { t: "prompt.queued", command: randomBytes(16), revision: 1, text, at };
    }),
    ...each("attempt.base", (base, item) => {
      return { t: "attempt", number: item, place: "worktree", base, at };
    }),
    ...each("attempt.warning", (warning, number) => {
      return { t: "attempt", number, place: "folder", warning, at };
    }),
    ...each("validation.title", (title, item) => ({ ...validation, title, item })),
    ...each("gate.text", (text) => {
      return { t: "gate", rule: "files", inputs, verdict: "attention", text, at };
    }),
    ...each("gate.rule", (rule) => {
      return { t: "gate", rule, inputs, verdict: "attention", text: "Look.", at };
    }),
    ...each("grant.made.what", (what) => {
      const ids = { approval: randomBytes(16), device: randomBytes(16) };
      return { t: "grant.made", ...ids, what, notAfter: at + 30 * minutes, at };
    }),
    ...each("artifact.title", (title) => {
      return { t: "artifact", artifact: randomBytes(32), kind: "log", title, bytes: 1, at };
    }),
  ];
  const names = planted.in("question.resolved.name", { apart: true });
  const answered = answeredApprovals(planted);
  const goOn = planted.in("run.state.goOn");
  return ({ daemon: { store } }, run) => {
    const append = (feed: string, event: AgentEvent) => store.events.append(feed, event, at);
    const about = { run, device: randomBytes(16), at };
    store.database.transaction(() => {
      for (const event of own) append(feedOfRun(run), event);
      for (const name of names) {
        const question = randomBytes(16);
        const outcome = "answered" as const;
        append(feedOfRun(run), { t: "question.resolved", question, outcome, name, ...about });
      }
      for (const event of answered(run)) append(inboxFeed, event);
      for (const prompt of goOn) {
        append(inboxFeed, { t: "run.state", run, state: "indeterminate", goOn: prompt, at });
      }
    });
  };
}

/** One with every reason of a risk waits for an answer; the others were answered elsewhere. */
function answeredApprovals(planted: Planted): (run: Uint8Array) => readonly AgentEvent[] {
  const at = Date.now();
  const reasons = planted.in("approval.asked.ask.risk.reasons[]");
  const names = planted.in("approval.resolved.name", { apart: true });
  const whys = planted.in("approval.resolved.reason");
  return (run) => {
    const ask = (approval: Uint8Array): AgentEvent => {
      const tool = { v: 1, run, driver: "d", tool: "t", input: "{}", cwd: "/" };
      const ids = { approval, run, nonce: randomBytes(16) };
      const risk = { level: "medium", reasons } as const;
      const action = fromUtf8(freezeAction({ t: "tool", ...tool }));
      const times = { askedAt: at, notAfter: at + 15 * minutes };
      return { t: "approval.asked", ask: { ...ids, action, ...times, tier: 1, risk } };
    };
    const answered = names.flatMap((name, index): AgentEvent[] => {
      const approval = randomBytes(16);
      const reason = whys[index % whys.length] ?? "";
      const about = { approval, run, device: randomBytes(16), name, reason, at };
      return [ask(approval), { t: "approval.resolved", outcome: "denied", ...about }];
    });
    return [ask(randomBytes(16)), ...answered];
  };
}
