// Several machines with one relay: real daemons, each with a coding agent that asks for one command and says what
// became of it. What is asked names the machine, so that an answer which went astray would be seen.

import { type Daemon, startDaemon } from "../agent/src/daemon/daemon.ts";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../agent/src/platform/own-files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import type { Driver } from "../agent/src/runs/driver.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import type { Pairing } from "./demo-phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const driverName = "picker";

export interface OrchardMachine extends Pairing {
  readonly name: string;
  /** Begins a run that asks whether this may be printed. */
  ask(word: string): void;
  /** What its coding agent was told of each, in order. */
  readonly outcomes: readonly string[];
  revokeAllPhones(): void;
  /** Its link is cut without a word, as when it is killed; and there again. */
  lose(): void;
  find(): void;
  close(): Promise<void>;
}

export interface Orchard {
  readonly appUrl: string;
  addMachine(name: string): Promise<OrchardMachine>;
  close(): Promise<void>;
}

export async function startOrchard(): Promise<Orchard> {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-orchard-");
  const relay = await startEmbeddedRelay({ ...built, stateFolder: folder.path });
  const machines: OrchardMachine[] = [];
  return {
    appUrl: relay.url,
    addMachine: async (name) => {
      const machine = await startMachine(name, relay.url, folder);
      machines.push(machine);
      return machine;
    },
    close: async () => {
      await Promise.all(machines.map((machine) => machine.close()));
      await relay.stop();
      await folder.remove();
    },
  };
}

async function startMachine(
  name: string,
  relayUrl: string,
  folder: ThrowAwayFolder,
): Promise<OrchardMachine> {
  const place = await folder.makeFolder(`${name}-${workspace}`);
  const stateFolder = await folder.makeFolder(`${name}-state`);
  const linked = Promise.withResolvers<void>();
  const outcomes: string[] = [];
  let said = "";
  const daemon: Daemon = startDaemon({
    stateFolder,
    relay: { url: relayUrl },
    machine: name,
    drivers: [picker(outcomes)],
    workspaces: () => [{ name: workspace, folder: place, git: false }],
    onLinkState: (state) => state.kind === "ready" && linked.resolve(),
    pairingNews: (news) => {
      if (news.kind === "paired") said += `paired "${news.name}"\n`;
    },
  });
  await linked.promise;
  return {
    name,
    outcomes,
    // A link lives for five minutes; made when it is wanted.
    get started() {
      return { pairingLink: daemon.openOffer({ role: "operator" }).link };
    },
    said: () => said,
    type: (line) => daemon.pairing.confirm(line),
    ask: (word) => void daemon.runs.open({ workspace, driver: driverName, prompt: { text: word } }),
    revokeAllPhones: () => {
      for (const { device } of daemon.devices.list()) daemon.devices.revoke("machine", device);
    },
    lose: () => daemon.link.stop(),
    find: () => daemon.link.start(),
    close: () => daemon.close(),
  };
}

/** Its prompt is the word it wants to print. */
const picker = (outcomes: string[]): Driver =>
  simpleDriver(driverName, async (run, prompt) => {
    const wish = {
      t: "command",
      tool: "shell",
      argv: ["echo", prompt],
      cwd: run.folder,
      environment: [],
      operands: [],
    } as const;
    const performed = await run.perform(wish, prompt, "It has to be said.");
    outcomes.push(`${prompt}: ${performed.kind}`);
  });
