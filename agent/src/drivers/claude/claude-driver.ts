// The driver of Claude Code: finds the CLI, tells what it offers, and opens conversations with it.

import { type DriverSetup, equalBytes } from "@longrein/protocol";
import type { DesktopCall, Driver } from "../../runs/driver.ts";
import { type Variables, childVariables, shellOf } from "./child-variables.ts";
import { ClaudeFailure } from "./claude-failure.ts";
import { ClaudeProcess, type Greeting } from "./claude-process.ts";
import { ClaudeConversation, type ConversationOptions } from "./conversation.ts";
import { DesktopTurns } from "./desktop-turns.ts";
import { desktopWindow } from "./desktop-window.ts";
import { type Installation, findClaude, isTested, untested } from "./installation.ts";
import { modes } from "./modes.ts";
import { windowOf } from "./open-sessions.ts";
import { pastSessions } from "./past-sessions.ts";
import { saidIn } from "./said.ts";
import { claudeFolder } from "./transcript-files.ts";
import { isTrusted, withoutProject } from "./trusted-folder.ts";

export interface ClaudeDriverOptions {
  /** A path, or a name to be looked up. */
  readonly program: string;
  /** What the desktop's own claude would be started with. */
  readonly variables: Variables;
  readonly now: () => number;
  readonly randomId: () => string;
  /** Versions that somebody at the machine allows although they were not tried. */
  readonly allowedVersions: () => readonly string[];
}

export interface ClaudeDriver extends Driver {
  /** What the audit is told: which file answers to the name. */
  installation(): Promise<Installation>;
}

/** How long it is believed that nobody has replaced the program. */
const believedMs = 60_000;

export function claudeDriver(options: ClaudeDriverOptions): ClaudeDriver {
  return new Claude(options);
}

class Claude implements ClaudeDriver {
  readonly name = "claude";
  readonly images = true;
  readonly #options: ClaudeDriverOptions;
  readonly #shell: string;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #open = new Set<ClaudeConversation>();
  readonly #desktop = new DesktopTurns();
  #found: { readonly at: number; readonly installation: Promise<Installation> } | undefined;
  #described: Promise<DriverSetup> | undefined;
  /** Runs only to be asked what it offers. */
  #greeter: ClaudeProcess | undefined;
  #greeted: { readonly sha256: Uint8Array; readonly greeting: Greeting } | undefined;

  constructor(options: ClaudeDriverOptions) {
    this.#options = options;
    this.#shell = shellOf(options.variables);
    this.#variables = childVariables(options.variables, this.#shell);
  }

  installation(): Promise<Installation> {
    const { now, program, variables } = this.#options;
    if (this.#found === undefined || now() - this.#found.at > believedMs) {
      const path = variables["PATH"] ?? "";
      const installation = findClaude(program, path, this.#variables);
      this.#found = { at: now(), installation };
      installation.catch(() => (this.#found = undefined));
    }
    return this.#found.installation;
  }

  /** Whoever asks while it is being looked at gets the same answer. */
  describe(): Promise<DriverSetup> {
    this.#described ??= this.#look().finally(() => (this.#described = undefined));
    return this.#described;
  }

  async open(...[run, opening]: Parameters<Driver["open"]>): Promise<ClaudeConversation> {
    const conversation = new ClaudeConversation(run, opening, this.#conversationOptions());
    this.#open.add(conversation);
    return Promise.resolve(conversation);
  }

  /** Loaded when a hook speaks for the first time: most agents wait without one. */
  async hear(input: string): Promise<DesktopCall | undefined> {
    const { desktopCall } = await import("./desktop-call.ts");
    const { variables, now } = this.#options;
    const about = {
      turns: this.#desktop,
      claude: claudeFolder(variables),
      shell: this.#shell,
      now,
    };
    return desktopCall(about, input);
  }

  sessions(folder: string) {
    return pastSessions(claudeFolder(this.#options.variables), folder);
  }

  said(folder: string, session: string) {
    return saidIn(claudeFolder(this.#options.variables), folder, session);
  }

  window(on: { readonly session: string } | { readonly folder: string }) {
    const { program, variables } = this.#options;
    return desktopWindow({ program, claude: claudeFolder(variables), open: this.#open }, on);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((conversation) => conversation.rest()));
    await this.#greeter?.close();
    await this.#described;
  }

  async #look(): Promise<DriverSetup> {
    const offers = { name: this.name, title: "Claude Code", approvals: "exact" as const };
    const abilities = { modes, steers: true, resumes: true, images: true };
    try {
      const installation = await this.#usable();
      const { version } = installation;
      const { models, commands, loggedIn } = await this.#greeting(installation);
      const known = {
        ...offers,
        ...abilities,
        version,
        models,
        commands: commands.map(({ name }) => name),
      };
      const unusable = "Claude Code is not logged in. Run claude on the machine and type /login.";
      return loggedIn ? known : { ...known, unusable };
    } catch (failure) {
      const next = failure instanceof ClaudeFailure ? ` ${failure.next}` : "";
      const why = failure instanceof Error ? failure.message : "unknown";
      return { ...offers, ...abilities, models: [], unusable: `${why}.${next}` };
    }
  }

  #conversationOptions(): ConversationOptions {
    const { now, randomId } = this.#options;
    return {
      now,
      randomId,
      shell: this.#shell,
      variables: this.#variables,
      claudeFolder: claudeFolder(this.#options.variables),
      program: async () => (await this.#usable()).path,
      atDesktop: (session, prompt) => this.#desktop.toFollow(session, prompt),
      hasWindow: async (session) =>
        (await windowOf(claudeFolder(this.#options.variables), session)) !== undefined,
      isTrusted: (folder) => isTrusted(claudeFolder(this.#options.variables), folder),
      closed: (conversation) => void this.#open.delete(conversation),
    };
  }

  async #usable(): Promise<Installation> {
    const installation = await this.installation();
    const { version } = installation;
    const isAllowed = isTested(version) || this.#options.allowedVersions().includes(version);
    if (!isAllowed) throw untested(version);
    return installation;
  }

  /** Asked once of each program: it takes a second or two. */
  async #greeting({ path, sha256 }: Installation): Promise<Greeting> {
    const known = this.#greeted;
    if (known !== undefined && equalBytes(known.sha256, sha256)) return known.greeting;
    const start = {
      program: path,
      folder: "/",
      variables: this.#variables,
      mark: this.#options.randomId(),
      words: [...withoutProject, "--no-session-persistence"],
    };
    const silent = { heard: () => undefined, overlong: () => undefined };
    const process = new ClaudeProcess(start, silent);
    this.#greeter = process;
    try {
      const greeting = await process.greet();
      if (greeting.loggedIn) this.#greeted = { sha256, greeting };
      return greeting;
    } finally {
      await process.close();
      this.#greeter = undefined;
    }
  }
}
