// Claude Code as a process that is talked with: started so that every call of a tool is asked about, and not
// used at all if it does not promise that.

import { type LineProcess, startLineProcess } from "../../platform/line-process.ts";
import { endMarked, markedProcesses } from "../../platform/marked-processes.ts";
import type { RunEvent } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import type { PromptImage } from "../../runs/prompt-image.ts";
import { base64 } from "../../platform/base64.ts";
import { ClaudeFailure, again } from "./claude-failure.ts";
import { ControlChannel } from "./control-channel.ts";
import { type Heard, type Spoken, hear, requestIn } from "./heard.ts";
import { within } from "./within.ts";

/** More than any action that could be shown, with room for what surrounds it. */
const lineBytesMax = 8 * 1_024 * 1_024;
const greetWithinMs = 30_000;
const interruptWithinMs = 2_000;

/** What is started has this in its environment, and so has all that it starts. */
const markName = "LONGREIN_CLAUDE";

export interface ClaudeStart {
  readonly program: string;
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Random; finds its processes again. */
  readonly mark: string;
  readonly words: readonly string[];
}

export interface ClaudeListener {
  heard(message: Spoken): void;
  overlong(): void;
}

type SlashCommand = Extract<RunEvent, { t: "commands" }>["commands"][number];

export interface Greeting {
  readonly version: string;
  readonly models: readonly { readonly name: string; readonly title: string }[];
  /** Its own, with those of the user and of the project. */
  readonly commands: readonly SlashCommand[];
  /** It knows of some way to reach a model. */
  readonly loggedIn: boolean;
}

const words =
  "-p --input-format stream-json --output-format stream-json --verbose --include-partial-messages " +
  "--replay-user-messages --permission-prompt-tool stdio";

/**
 * Hooks of whatever settings: they are programs that nobody is asked about, one of them could say yes before
 * the phone has said anything, and one could change what runs after that. Ours are not among them. And what a
 * command or a skill would run in a shell to complete its own text, which no hook hears of.
 */
const nothingUnasked = JSON.stringify({ disableAllHooks: true, disableSkillShellExecution: true });

/** A hook that fails blocks what it was asked about. */
const hooks = {
  PreToolUse: [{ hookCallbackIds: ["before"], onFailure: "block" }],
  PostToolUse: [{ hookCallbackIds: ["after"] }],
  PostToolUseFailure: [{ hookCallbackIds: ["failed"] }],
};

export class ClaudeProcess {
  readonly channel: ControlChannel;
  /** How it ended, once it has. */
  readonly ended: Promise<string>;
  readonly #process: LineProcess;
  readonly #mark: string;

  constructor(start: ClaudeStart, listener: ClaudeListener) {
    this.#mark = start.mark;
    this.channel = new ControlChannel((line) => void this.#process.send(line));
    this.#process = startLineProcess({
      argv: [start.program, ...words.split(" "), "--settings", nothingUnasked, ...start.words],
      cwd: start.folder,
      environment: { ...start.variables, [markName]: start.mark },
      lineBytesMax,
      line: (text) => this.#hear(hear(text), listener),
      tooLong: (beginning) => {
        listener.overlong();
        const id = requestIn(beginning);
        if (id !== undefined) this.channel.refuse(id, "the request is too long to be shown");
      },
    });
    this.ended = this.#process.ended.then((how) => {
      this.channel.lose(`Claude Code does not run any more: ${how}`);
      return how;
    });
  }

  /** Rejects with a ClaudeFailure if it cannot be used. */
  async greet(): Promise<Greeting> {
    const answer = this.channel.request("initialize", { hooks });
    let content: unknown;
    try {
      content = await within(greetWithinMs, answer, "Claude Code does not answer");
    } catch (failure) {
      const why = this.#process.complaints() || (failure instanceof Error ? failure.message : "");
      throw new ClaudeFailure(`Claude Code did not start: ${why}`, again);
    }
    if (
      fieldOf(content, "hook_on_failure_supported") !== true ||
      fieldOf(content, "hooks_applied") !== true
    ) {
      throw new ClaudeFailure(
        "This Claude Code does not promise to ask about every call",
        "Update Claude Code at the machine: claude update.",
      );
    }
    return greetingIn(content);
  }

  /** False if it does not listen any more. */
  say(text: string, uuid: string, images: readonly PromptImage[] = []): boolean {
    const shown = images.map((image) => ({
      type: "image",
      source: { type: "base64", media_type: image.mime, data: base64(image.bytes) },
    }));
    const message = { role: "user", content: [...shown, { type: "text", text }] };
    const line = JSON.stringify({ type: "user", uuid, message, parent_tool_use_id: null });
    return this.#process.send(line);
  }

  /** Resolves when it has heard of it, or does not react; what it then does is told by the turn's result. */
  async interrupt(): Promise<void> {
    const answer = this.channel.request("interrupt");
    const content = await within(interruptWithinMs, answer, "no answer").catch(() => undefined);
    for (const message_uuid of listOf(content, "still_queued")) {
      void this.channel.request("cancel_async_message", { message_uuid }).catch(() => undefined);
    }
  }

  /** All that has been started by it, itself included. */
  processes(): Promise<readonly number[]> {
    return markedProcesses(markName, this.#mark);
  }

  /** Ends what it has started, except these. */
  async endProcesses(except: readonly number[]): Promise<void> {
    await endMarked(markName, this.#mark, except);
  }

  /** Settles when it is gone, with all that it has started. */
  async close(): Promise<void> {
    await this.#process.stop();
    await this.endProcesses([]);
  }

  #hear(message: Heard | undefined, listener: ClaudeListener): void {
    if (message === undefined) return;
    if (message.kind === "answer") this.channel.answered(message);
    else if (message.kind === "request") {
      this.channel.refuse(message.id, "Longrein does not know this request");
    } else listener.heard(message);
  }
}

function commandIn(command: unknown): SlashCommand[] {
  const name = textOf(command, "name");
  // Those are for other programs to give.
  if (name === undefined || name.startsWith("_")) return [];
  const says = textOf(command, "description") ?? "";
  return [{ name, says, hint: textOf(command, "argumentHint") ?? "" }];
}

function greetingIn(content: unknown): Greeting {
  const models = listOf(content, "models").flatMap((model) => {
    const name = textOf(model, "value");
    return name === undefined ? [] : [{ name, title: textOf(model, "displayName") ?? name }];
  });
  const account = fieldOf(content, "account");
  const provider = textOf(account, "apiProvider") ?? "firstParty";
  const source = textOf(account, "tokenSource") ?? "none";
  const hasKey = textOf(account, "apiKeySource") !== undefined;
  const loggedIn = provider !== "firstParty" || source !== "none" || hasKey;
  const commands = listOf(content, "commands").flatMap((command) => commandIn(command));
  return { version: textOf(content, "claude_code_version") ?? "", models, commands, loggedIn };
}
