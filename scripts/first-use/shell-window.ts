// A terminal as a newcomer has one: a shell in tmux, in which commands are typed and whose screen is read.

import { writeFileSync } from "node:fs";
import { Tmux } from "../../agent/src/testing/agents/tmux.ts";

const usuallyWithinMs = 60_000;
/** Each look is a process of tmux's. */
const lookEveryMs = 40;
const prompt = "$";

export class ShellWindow {
  readonly #tmux: Tmux;
  readonly #patienceMs: number;

  constructor(
    folder: string,
    temporary: string,
    environment: Readonly<Record<string, string>>,
    patienceMs = usuallyWithinMs,
  ) {
    this.#patienceMs = patienceMs;
    writeFileSync(`${temporary}/bashrc`, `PS1='${prompt} '\n`);
    const shell = `bash --noprofile --rcfile '${temporary}/bashrc' -i`;
    this.#tmux = new Tmux({ folder, temporary }, environment, shell);
  }

  /** Types a command, waits until the shell is ready again, and resolves with what was to be seen. */
  async run(command: string): Promise<string> {
    await this.begin(command);
    return this.end();
  }

  /** Types a command that goes on. */
  async begin(command: string): Promise<void> {
    await this.#until(() => this.#tmux.transcript() === prompt, "a prompt");
    this.type(command);
  }

  async shows(text: string | RegExp): Promise<void> {
    const fits = (seen: string) =>
      typeof text === "string" ? seen.includes(text) : text.test(seen);
    await this.#until(() => fits(this.#tmux.transcript()), String(text));
  }

  screen(): string {
    return this.#tmux.transcript();
  }

  type(line: string): void {
    this.#tmux.type(line);
    this.#tmux.press("Enter");
  }

  interrupt(): void {
    this.#tmux.press("C-c");
  }

  /** What was to be seen until the shell was ready again; the next command has the screen to itself. */
  async end(): Promise<string> {
    await this.#until(() => this.#tmux.transcript().endsWith(`\n${prompt}`), "the command to end");
    const seen = this.#tmux.transcript().slice(0, -prompt.length).trimEnd();
    this.#tmux.forget();
    this.#tmux.press("Enter");
    return seen;
  }

  close(): Promise<void> {
    return this.#tmux.close();
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    const end = performance.now() + this.#patienceMs;
    while (!holds()) {
      if (performance.now() > end) {
        throw new Error(`waited for ${what}; the terminal shows:\n${this.screen()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
