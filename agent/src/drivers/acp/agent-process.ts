// A coding agent that speaks the Agent Client Protocol over its pipes: started, greeted, and ended with all that
// it has started. It gets nothing of ours to read files or run commands with.

import { type LineProcess, startLineProcess } from "../../platform/line-process.ts";
import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { AcpFailure, again } from "./failures.ts";
import { type RpcHandler, RpcPeer } from "./rpc.ts";

export interface Launch {
  /** As the user has configured it: the program and its words. */
  readonly argv: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly title: string;
}

export interface AgentProcess {
  readonly peer: RpcPeer;
  /** What it says of itself. */
  readonly greeting: unknown;
  readonly isLost: () => boolean;
  stop(): Promise<void>;
}

export interface AgentListener extends RpcHandler {
  /** It has said something longer than anybody should hold. */
  overlong(): void;
  lost(why: string): void;
}

/** A diff may be long; nothing that anybody has to read is this long. */
const messageBytesMax = 16 * 1_024 * 1_024;
const greetedWithinMs = 60_000;
/** The one that is spoken here. */
const protocolVersion = 1;

export async function startAgent(
  launch: Launch,
  folder: string,
  listener: AgentListener,
  /** Nobody wants it any more. */
  signal?: AbortSignal,
): Promise<AgentProcess> {
  signal?.throwIfAborted();
  let lost = false;
  const child: LineProcess = startLineProcess({
    argv: launch.argv,
    cwd: folder,
    environment: launch.environment,
    lineBytesMax: messageBytesMax,
    line: (text) => peer.line(text),
    tooLong: (beginning) => {
      listener.overlong();
      peer.tooLong(beginning);
    },
  });
  const peer = new RpcPeer(listener, child.send);
  const end = () => void child.stop();
  signal?.addEventListener("abort", end, { once: true });
  void child.ended.then((how) => {
    lost = true;
    signal?.removeEventListener("abort", end);
    const said = child.complaints();
    const why = said === "" ? how : `${how}; it said: ${said}`;
    peer.lose(why);
    listener.lost(why);
  });
  try {
    const greeting = await greet(peer, launch.title);
    return { peer, greeting, isLost: () => lost, stop: child.stop };
  } catch (failure) {
    await child.stop();
    throw failure;
  }
}

async function greet(peer: RpcPeer, title: string): Promise<unknown> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), greetedWithinMs);
  const asked = peer.request("initialize", {
    protocolVersion,
    clientInfo: { name: "longrein", title: "Longrein", version: "0.1.0" },
    clientCapabilities: {
      fs: { readTextFile: false, writeTextFile: false },
      terminal: false,
      elicitation: { form: {} },
    },
  });
  const greeting = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (greeting === "late") throw new AcpFailure(`${title} does not answer`, again);
  if (numberOf(greeting, "protocolVersion") === protocolVersion) return greeting;
  const next = "Update it, or Longrein, at the desktop.";
  throw new AcpFailure(`${title} speaks another version of the protocol`, next);
}

/** Whether it says that it can do this beside what every agent can. */
export function can(greeting: unknown, what: "load" | "resume" | "list" | "fork"): boolean {
  const capabilities = fieldOf(greeting, "agentCapabilities");
  if (what === "load") return fieldOf(capabilities, "loadSession") === true;
  const found = fieldAt(capabilities, "sessionCapabilities", what);
  return typeof found === "object" && found !== null;
}

export function takesImages(greeting: unknown): boolean {
  return fieldAt(greeting, "agentCapabilities", "promptCapabilities", "image") === true;
}

export function versionOf(greeting: unknown): string | undefined {
  return textOf(fieldOf(greeting, "agentInfo"), "version");
}
