// A real terminal for the windows of coding agents, which only work in one: tmux, on a server of the test's.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { until } from "../until.ts";
import { type Place, hasSession } from "./place.ts";

const patienceMs = 90_000;
/** Each look is a process. */
const lookEveryMs = 100;

export class Tmux {
  readonly #socket: string;

  /** Runs the command in a window; `environment` is all that it is told. */
  constructor(
    place: Pick<Place, "folder" | "temporary">,
    environment: Readonly<Record<string, string>>,
    command: string,
  ) {
    this.#socket = `${place.temporary}/tmux`;
    // What has ended stays to be looked at.
    const settings = `${place.temporary}/tmux.conf`;
    writeFileSync(settings, "set-option -g remain-on-exit on\n");
    const size = ["-x", "140", "-y", "50"];
    execFileSync(
      "tmux",
      ["-S", this.#socket, "-f", settings, "new-session", "-d", ...size, command],
      {
        cwd: place.folder,
        env: { ...environment, TERM: "xterm-256color" },
      },
    );
  }

  /** What is to be seen in it, without empty lines. */
  screen(): string {
    const seen = this.#run("capture-pane", "-p");
    return seen
      .split("\n")
      .filter((line) => line.trim() !== "")
      .join("\n");
  }

  /** All that it has shown since the last `forget`, lines that it had to break made whole. */
  transcript(): string {
    return this.#run("capture-pane", "-p", "-J", "-S", "-")
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .trim();
  }

  /** An empty screen with nothing above it; what runs has to show its prompt anew. */
  forget(): void {
    this.#run("send-keys", "-R");
    this.#run("clear-history");
  }

  /** Resolves when it shows this. */
  async shows(text: string | RegExp): Promise<void> {
    const fits = () => {
      const screen = this.screen();
      return typeof text === "string" ? screen.includes(text) : text.test(screen);
    };
    await until(fits, `the terminal to show ${text}`, patienceMs, lookEveryMs).catch(
      (failure: unknown) => {
        throw new Error(`it shows:\n${this.screen()}`, { cause: failure });
      },
    );
  }

  async hides(text: string): Promise<void> {
    await until(
      () => !this.screen().includes(text),
      `${text} to be gone`,
      patienceMs,
      lookEveryMs,
    ).catch((failure: unknown) => {
      throw new Error(`it shows:\n${this.screen()}`, { cause: failure });
    });
  }

  type(text: string): void {
    this.#run("send-keys", "-l", text);
  }

  /** By its name: "Enter", "Escape", "y". */
  press(key: string): void {
    this.#run("send-keys", key);
  }

  /** Resolves when what ran in the window has ended, too. */
  async close(): Promise<void> {
    const session = Number(this.#run("display-message", "-p", "#{pane_pid}"));
    this.#run("kill-server");
    await until(() => !hasSession(session), "the window to close", patienceMs, lookEveryMs);
  }

  #run(...words: readonly string[]): string {
    return execFileSync("tmux", ["-S", this.#socket, ...words], { encoding: "utf8" });
  }
}
