// The one connection to Codex that all runs use: made when it is first needed, and again when it was lost.

import { findProgram } from "../../platform/program.ts";
import { AppServer } from "./app-server.ts";
import { CodexFailure } from "./failures.ts";
import type { Launch } from "./launch.ts";
import { startPrivateServer } from "./private-server.ts";
import { isTested, untested } from "./tested-versions.ts";
import { SharedServer } from "./shared-server.ts";

export interface ServersOptions extends Launch {
  /** "private": pipes of our own, which nobody at the desktop can join. */
  readonly server: "shared" | "private";
  /** Versions that somebody at the desktop lets work although they are not tested. */
  readonly allowedVersions: () => readonly string[];
}

export class CodexServers {
  readonly #options: ServersOptions;
  readonly #shared: SharedServer;
  #current: Promise<AppServer> | undefined;

  constructor(options: ServersOptions) {
    this.#options = options;
    this.#shared = new SharedServer(options);
  }

  connected(): Promise<AppServer> {
    return this.#connectedBy(() => this.#connect());
  }

  /** The shared one, if it is still there; none is started. */
  async again(): Promise<AppServer | undefined> {
    if (this.#options.server === "private") return undefined;
    return this.#connectedBy(() =>
      AppServer.connect(async (listener) => {
        const wire = await this.#shared.join(listener);
        if (wire === undefined) throw new CodexFailure("Codex's server is gone", "Start it again.");
        return wire;
      }),
    ).catch(() => undefined);
  }

  /** For all that does more than look. */
  async forTurns(): Promise<AppServer> {
    const server = await this.connected();
    const { version } = server;
    if (isTested(version) || this.#options.allowedVersions().includes(version)) return server;
    throw untested(version);
  }

  /** Undefined if what we are connected to is ours alone. */
  get sharedSocket(): string | undefined {
    return this.#shared.isFound ? this.#shared.socket : undefined;
  }

  async close(): Promise<void> {
    const known = await this.#current?.catch(() => undefined);
    this.#current = undefined;
    await known?.close();
    await this.#shared.release();
  }

  /** Several runs may lose the connection at once; they all use the one that the first of them makes. */
  async #connectedBy(connect: () => Promise<AppServer>): Promise<AppServer> {
    for (;;) {
      const held = this.#current;
      const known = await held?.catch(() => undefined);
      if (known !== undefined && !known.isLost) return known;
      if (this.#current !== held) continue;
      this.#current = connect();
      return this.#current;
    }
  }

  async #connect(): Promise<AppServer> {
    const { command, environment, server } = this.#options;
    const program = await findProgram(command, environment["PATH"] ?? "");
    if (program === undefined) throw missing(command);
    return AppServer.connect(async (listener) => {
      const shared = server === "shared" ? await this.#shared.connect(listener) : undefined;
      return shared ?? startPrivateServer(this.#options, listener);
    });
  }
}

function missing(command: string): CodexFailure {
  return new CodexFailure(
    `There is no ${command} on this machine`,
    "Install it at the desktop: npm install --global @openai/codex. Then: codex login.",
  );
}
