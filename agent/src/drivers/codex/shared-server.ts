// The app-server that all of a user's Codex windows share, over its socket: joined if it runs, and otherwise
// started, so that a window opened at the desktop later joins ours. What runs on one can be seen on both.

import { type LastingProgram, startLastingProgram } from "../../platform/lasting-program.ts";
import { clientsOf, openUnixWebSocket } from "../../platform/unix-web-socket.ts";
import type { WireListener } from "./app-server.ts";
import { type Launch, argvOf, messageBytesMax } from "./launch.ts";
import type { Wire } from "./rpc.ts";

const startWithinMs = 10_000;
const unusedWithinMs = 1_000;
const lookEveryMs = 50;

export class SharedServer {
  readonly #launch: Launch;
  readonly socket: string;
  /** When it was looked for last. */
  isFound = false;
  #started: LastingProgram | undefined;

  constructor(launch: Launch) {
    this.#launch = launch;
    const { environment } = launch;
    const home = environment["CODEX_HOME"] ?? `${environment["HOME"] ?? ""}/.codex`;
    this.socket = `${home}/app-server-control/app-server-control.sock`;
  }

  /** Undefined if there is none and none can be started: this Codex knows no shared server. */
  async connect(listener: WireListener): Promise<Wire | undefined> {
    return (await this.join(listener)) ?? this.#start(listener);
  }

  /** Ends the server if it is ours and nobody else works with it. */
  async release(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    if (started !== undefined && (await this.#isUnused())) await started.stop();
  }

  /** What was closed a moment ago is still to be seen for a while. */
  async #isUnused(): Promise<boolean> {
    const end = performance.now() + unusedWithinMs;
    while (performance.now() < end) {
      if ((await clientsOf(this.socket)) === 0) return true;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return false;
  }

  /** Undefined if nobody listens there. */
  async join(listener: WireListener): Promise<Wire | undefined> {
    const wire = await openUnixWebSocket({
      path: this.socket,
      messageBytesMax,
      message: listener.message,
      closed: (why) => listener.closed(`Codex is gone: ${why}`),
    });
    this.isFound = wire !== undefined;
    return wire;
  }

  async #start(listener: WireListener): Promise<Wire | undefined> {
    const { folder, environment } = this.#launch;
    const started = startLastingProgram(
      argvOf(this.#launch, "--listen", "unix://"),
      folder,
      environment,
    );
    const over = new AbortController();
    void started.ended.then(() => over.abort());
    const end = performance.now() + startWithinMs;
    while (!over.signal.aborted && performance.now() < end) {
      const wire = await this.join(listener);
      if (wire !== undefined) {
        this.#started = started;
        return wire;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    await started.stop();
    return undefined;
  }
}
