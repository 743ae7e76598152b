// An agent in a process of its own that kills itself where the test says so and is started again, with one phone
// that is paired with it for good. Whatever waits for an agent that has died throws Gone.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type AgentEvent,
  type Command,
  decodeEvent,
  encodePhoneMessage,
  equalBytes,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { socketPath } from "../control/socket-path.ts";
import { loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { openStore } from "../store/store.ts";
import { type PassingRelay, passingRelay } from "./passing-relay.ts";
import { PhoneUnderTest, type Told } from "./phone-under-test.ts";
import { addDevice } from "./rows.ts";
import { until } from "./until.ts";
import { WirePhone } from "./wire-phone.ts";

/** To be bundled. */
export const killedDaemon = fileURLToPath(new URL("killed-daemon.ts", import.meta.url));
const compiled = fileURLToPath(new URL("../../../.cache/programs/compiled", import.meta.url));
const patienceMs = 60_000;
const lookEveryMs = 2;
const nowhere = 0;

export class Gone extends Error {
  override readonly name = "Gone";
}

type Passed =
  | { readonly kind: "passed"; readonly points: number }
  | { readonly kind: "died"; readonly at: string };

interface Paired {
  readonly phone: WirePhone;
  readonly commands: PhoneUnderTest;
  readonly slot: Uint8Array;
  readonly psk: Uint8Array;
}

export class KillableAgent {
  readonly folder: ThrowAwayFolder;
  /** Makes and signs the phone's commands. */
  readonly commands: PhoneUnderTest;
  readonly #program: string;
  readonly #relay: PassingRelay;
  readonly #paired: Paired;
  #child: ChildProcess | undefined;
  #said = "";

  constructor(program: string, folder: ThrowAwayFolder, relay: PassingRelay, paired: Paired) {
    this.#program = program;
    this.folder = folder;
    this.#relay = relay;
    this.#paired = paired;
    this.commands = paired.commands;
  }

  get stateFolder(): string {
    return `${this.folder.path}/state`;
  }

  get socket(): string {
    return socketPath(this.stateFolder);
  }

  /** With a number it dies at that point of its start, or where its counting leads it after that. */
  async start(dieAt = nowhere): Promise<void> {
    const { folder, stateFolder } = this;
    const url = `http://${this.#relay.host}`;
    const argv = [this.#program, stateFolder, `${folder.path}/work`, url, String(dieAt)];
    this.#said = "";
    // Of what is started this often nothing is compiled twice.
    const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
    const stdio = ["ignore", "pipe", "inherit", "ipc"] as const;
    const child = spawn(process.execPath, argv, { env, stdio: [...stdio] });
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#said += text));
    this.#child = child;
    await until(() => this.#relay.hasAgent || this.#isOver, "the agent", patienceMs, lookEveryMs);
  }

  /** The phone dials, proves itself, and has heard all that there is. */
  async come(): Promise<void> {
    const { phone, slot, psk, commands } = this.#paired;
    phone.heard.length = 0;
    const result = await phone.connect({ mode: "session", id: slot }, psk);
    await phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
    commands.auditHead = (await phone.hears("ready")).auditHead;
    await phone.hears("current");
  }

  /** Resolves with how many points it has passed since the last time, or with the one at which it has died. */
  async dieAt(point: number): Promise<Passed> {
    const before = this.#said.length;
    if (!this.#isOver) this.#child?.send(point, () => undefined);
    const passed = () => /passed (\d+)\n/.exec(this.#said.slice(before))?.[1];
    await until(() => passed() !== undefined || this.#isOver, "an answer", patienceMs, lookEveryMs);
    const points = passed();
    if (points !== undefined) return { kind: "passed", points: Number(points) };
    return { kind: "died", at: await this.#death() };
  }

  /** Throws if it has ended in any other way. */
  async #death(): Promise<string> {
    await this.#gone();
    const place = () => /killed (.*)\n/.exec(this.#said)?.[1];
    await until(() => place() !== undefined, "to hear where it died");
    return place() ?? "";
  }

  /** As anybody may at any moment. */
  async kill(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await this.#gone();
  }

  /** What it had sent is heard before that. */
  async #gone(): Promise<void> {
    const { phone } = this.#paired;
    await until(() => this.#isOver && !this.#relay.hasAgent, "its end", patienceMs, lookEveryMs);
    if (phone.cut) await phone.ends();
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const { phone } = this.#paired;
    await until(() => holds() || phone.cut || this.#isOver, what, patienceMs, lookEveryMs);
    if (!holds()) throw new Gone(what);
  }

  /** Resolves with how the command has ended. */
  async give(command: Command): Promise<Told> {
    await this.#paired.phone.sayBytes(encodePhoneMessage(command));
    const end = () => this.told(command).find(({ state }) => state !== "running");
    await this.until(() => end() !== undefined, `an end of ${command.t}`);
    return end() ?? { state: "failed" };
  }

  /** All that this session was told of a command. */
  told({ id }: Command): Told[] {
    return this.#paired.phone.heard.flatMap((message) => {
      if (message.t !== "outcome" || !equalBytes(message.id, id)) return [];
      const { state, code, run } = message;
      return [{ state, ...(code && { code }), ...(run && { run }) }];
    });
  }

  /** All that the inbox has told this session. */
  events(): AgentEvent[] {
    return this.#paired.phone.heard.flatMap((message) => {
      if (message.t !== "event" || message.feed !== inboxFeed) return [];
      const event = decodeEvent(message.body);
      return event === undefined ? [] : [event];
    });
  }

  /** How often the task was done. */
  timesDone(task: string): number {
    const file = `${this.folder.path}/work/${task}`;
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
  }

  get #isOver(): boolean {
    return (
      this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null
    );
  }

  async remove(): Promise<void> {
    await this.kill();
    this.#relay.close();
    await this.folder.remove();
  }
}

export async function killableAgent(program: string): Promise<KillableAgent> {
  const folder = await throwAwayFolder("longrein-killed-");
  const stateFolder = await folder.makeFolder("state");
  await folder.makeFolder("work");
  const relay = await passingRelay();
  const keys = loadOrCreateKeys(stateFolder);
  const names = namesOf(keys);
  const wire = { phones: relay.phones, sessionId: keys.sessionId, agentKey: names.noiseKey };
  const phone = new WirePhone(wire, 1);
  relay.carry(phone);
  // As pairing does it.
  const store = openStore(stateFolder, keys.master, nodePrimitives);
  const { identityKey, privateKey } = phone;
  const ownKeys = { identityKey, noiseKey: phone.noiseKey.public };
  const device = addDevice(store, { ...ownKeys, pairedAt: Date.now() });
  const { id, slot, psk } = device;
  const pairing = {
    device: toBase64url(id),
    identity: toBase64url(identityKey),
    role: device.role,
  };
  store.audit.append({ what: "device.paired", ...pairing }, device.pairedAt);
  store.database.close();
  const commands = new PhoneUnderTest(names, () => Date.now(), { id, identityKey, privateKey });
  return new KillableAgent(program, folder, relay, { phone, commands, slot, psk });
}
