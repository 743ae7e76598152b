// Sorts what the server says: which of it is about this run's session or its subagents, and who has to hear it.

import type { DriverRun } from "../../runs/driver.ts";
import { fieldAt, fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { failureOf } from "./failures.ts";
import type { Permissions } from "./permissions.ts";
import type { Questions } from "./questions.ts";
import { type Transcript, hasBegun } from "./transcript.ts";
import type { Turn } from "./turn.ts";
import { modelOf } from "./usage-count.ts";

export interface Hearers {
  readonly run: DriverRun;
  readonly transcript: Transcript;
  readonly permissions: Permissions;
  readonly questions: Questions;
  readonly now: () => number;
  /** The one that is under way. */
  turn(): Turn | undefined;
  notice(level: "info" | "warning", text: string): void;
}

type Role = "answer" | "thought" | "prompt";

export class Narrator {
  readonly #hearers: Hearers;
  readonly #session: string;
  /** The session and those of its subagents. */
  readonly #family: Set<string>;
  /** What is said in which part of a message. */
  readonly #roles = new Map<string, Role>();
  /** Messages of people: what they said is in their parts. */
  readonly #people = new Set<string>();
  /** What we have said ourselves and the server will repeat. */
  readonly #own: string[] = [];
  #title: string;
  #settings = "";

  constructor(session: string, title: string, hearers: Hearers) {
    this.#session = session;
    this.#family = new Set([session]);
    this.#title = title;
    this.#hearers = hearers;
  }

  /** Not to be told as said at the desktop. */
  says(prompt: string): void {
    this.#own.push(prompt);
  }

  event(event: unknown): void {
    const about = fieldOf(event, "properties");
    const session = textOf(about, "sessionID") ?? "";
    const parent = textOf(fieldOf(about, "info"), "parentID");
    const type = textOf(event, "type");
    if (type === "session.created" && parent !== undefined && this.#family.has(parent)) {
      this.#family.add(session);
    }
    if (!this.#family.has(session)) return;
    if (session === this.#session) this.#ofSession(type, about);
    this.#ofFamily(type, about);
  }

  #ofFamily(type: string | undefined, about: unknown): void {
    const { permissions, questions, turn } = this.#hearers;
    switch (type) {
      case "message.updated":
        turn()?.usage.add(fieldOf(about, "info"));
        break;
      case "message.part.updated":
        this.#part(fieldOf(about, "part"));
        break;
      case "permission.asked":
        this.#heed(permissions.asked(about));
        break;
      case "permission.replied":
        permissions.replied(textOf(about, "requestID") ?? "", textOf(about, "reply") ?? "");
        break;
      case "question.asked":
        this.#heed(questions.asked(about));
        break;
      case "question.replied":
      case "question.rejected":
        questions.resolved(textOf(about, "requestID") ?? "");
        break;
      default:
        break;
    }
  }

  #ofSession(type: string | undefined, about: unknown): void {
    const { run, transcript, now } = this.#hearers;
    switch (type) {
      case "message.updated":
        this.#message(fieldOf(about, "info"));
        break;
      case "message.part.delta":
        this.#delta(about);
        break;
      case "todo.updated":
        transcript.plan(listOf(about, "todos"));
        break;
      case "session.updated":
        this.#named(textOf(fieldOf(about, "info"), "title") ?? "");
        break;
      case "session.compacted":
        run.emit({ t: "compacted", at: now() });
        break;
      case "session.status":
        this.#status(fieldOf(about, "status"));
        break;
      case "session.error":
        this.#failed(fieldOf(about, "error"));
        break;
      default:
        break;
    }
  }

  #message(info: unknown): void {
    if (textOf(info, "role") === "user") this.#people.add(textOf(info, "id") ?? "");
    else this.#tellSettings(modelOf(info), textOf(info, "agent") ?? textOf(info, "mode") ?? "");
  }

  #part(part: unknown): void {
    const { transcript, permissions } = this.#hearers;
    const isOfSession = textOf(part, "sessionID") === this.#session;
    switch (textOf(part, "type")) {
      case "text":
        if (isOfSession) this.#text(part);
        break;
      case "reasoning":
        if (!isOfSession) break;
        this.#roles.set(textOf(part, "id") ?? "", "thought");
        transcript.text(part, "thought");
        break;
      case "tool": {
        transcript.tool(part);
        const status = textOf(fieldAt(part, "state"), "status");
        if (status === "running" && hasBegun(part)) this.#heed(permissions.begun(part));
        if (status === "completed" || status === "error") this.#heed(permissions.ended(part));
        break;
      }
      default:
        break;
    }
  }

  #text(part: unknown): void {
    const { transcript, run, now } = this.#hearers;
    const id = textOf(part, "id") ?? "";
    if (!this.#people.has(textOf(part, "messageID") ?? "")) {
      this.#roles.set(id, "answer");
      transcript.text(part, "answer");
      return;
    }
    const text = textOf(part, "text") ?? "";
    const isNew = !this.#roles.has(id);
    this.#roles.set(id, "prompt");
    const mine = this.#own.indexOf(text);
    if (mine !== -1) this.#own.splice(mine, 1);
    else if (isNew && fieldOf(part, "synthetic") !== true) {
      run.emit({ t: "prompt", item: run.nextItem(), text, at: now() });
    }
  }

  /** That nobody could be asked or told is itself told; whatever it was about does not run. */
  #heed(work: Promise<void>): void {
    work.catch((cause: unknown) => this.#hearers.notice("warning", failureOf(cause).message));
  }

  #delta(about: unknown): void {
    const id = textOf(about, "partID") ?? "";
    const role = this.#roles.get(id);
    const delta = textOf(about, "delta");
    if (textOf(about, "field") !== "text" || delta === undefined) return;
    if (role === "answer" || role === "thought") this.#hearers.transcript.delta(id, role, delta);
  }

  #status(status: unknown): void {
    const turn = this.#hearers.turn();
    switch (textOf(status, "type")) {
      case "busy":
        turn?.busy();
        break;
      case "idle":
        void turn?.idle();
        break;
      case "retry": {
        const message = textOf(status, "message") ?? "The model does not answer";
        turn?.retrying(numberOf(status, "attempt") ?? 1, message);
        this.#hearers.notice("info", `${message} OpenCode tries again.`);
        break;
      }
      default:
        break;
    }
  }

  #failed(error: unknown): void {
    const turn = this.#hearers.turn();
    if (textOf(error, "name") !== "MessageAbortedError") turn?.failed(error);
    else if (turn?.isStopping === false) this.#hearers.notice("info", "Stopped at the desktop.");
  }

  /** Until it has found a title, OpenCode names a session by its time. */
  #named(title: string): void {
    if (title === this.#title || title === "" || title.startsWith("New session - ")) return;
    this.#title = title;
    this.#hearers.run.titled(title);
  }

  #tellSettings(model: string, mode: string): void {
    const settings = JSON.stringify([model, mode]);
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#hearers.run.emit({ t: "settings", model, mode, at: this.#hearers.now() });
  }
}
