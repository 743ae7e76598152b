// A session with the server that works on it and everybody who hears what that says. Ends when the server does.

import type { PromptImage } from "../../runs/prompt-image.ts";
import { dataUrl } from "../../platform/base64.ts";
import type { DesktopWindow, DriverRun, Opening } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { type Connection, type ConnectionOptions, connect } from "./connection.ts";
import { NotAnswered, lostTurn } from "./failures.ts";
import { Narrator } from "./narrator.ts";
import { Permissions } from "./permissions.ts";
import { Questions } from "./questions.ts";
import type { ServerClient } from "./server-client.ts";
import { type Session, agentOf, openSession, ruleFor } from "./session.ts";
import { Transcript } from "./transcript.ts";
import type { Turn } from "./turn.ts";

export interface LiveSessionOptions extends ConnectionOptions {
  readonly run: DriverRun;
  readonly opening: Opening;
  readonly now: () => number;
  readonly hearer: {
    /** The one that is under way. */
    turn(): Turn | undefined;
    notice(level: "info" | "warning", text: string): void;
  };
}

/** Messages of a turn; what was missed of earlier ones is of no use any more. */
const missedMessagesMax = 50;

export class LiveSession {
  readonly #options: LiveSessionOptions;
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #transcript: Transcript;
  readonly #permissions: Permissions;
  readonly #questions: Questions;
  readonly #narrator: Narrator;
  #agent: string | undefined;

  private constructor(options: LiveSessionOptions, connection: Connection, session: Session) {
    const { run, now, hearer } = options;
    const { client, gate } = connection;
    const { notice } = hearer;
    const inTurn = () => hearer.turn() !== undefined;
    this.#options = options;
    this.#connection = connection;
    this.#session = session;
    this.#agent = options.opening.mode;
    const transcript = new Transcript(run, now);
    const about = { run, client, gate, transcript, agents: session.agents, now, notice, inTurn };
    this.#transcript = transcript;
    this.#permissions = new Permissions(about);
    this.#questions = new Questions(run, client, inTurn);
    this.#narrator = new Narrator(session.id, session.title, {
      run,
      transcript,
      now,
      permissions: this.#permissions,
      questions: this.#questions,
      turn: hearer.turn,
      notice,
    });
  }

  static async open(options: LiveSessionOptions): Promise<LiveSession> {
    let live: LiveSession | undefined;
    const connection = await connect(options, options.run.folder, {
      event: (event) => live?.hear(event),
      overlong: () => options.hearer.notice("warning", "OpenCode said more at once than is read."),
      missed: () => void live?.catchUp().catch(() => undefined),
      lost: (why) => live?.lost(why),
    });
    try {
      live = new LiveSession(
        options,
        connection,
        await openSession(connection.client, options.opening),
      );
      return live;
    } catch (failure) {
      await connection.close();
      throw failure;
    }
  }

  get id(): string {
    return this.#session.id;
  }

  get client(): ServerClient {
    return this.#connection.client;
  }

  get isLost(): boolean {
    return this.#connection.isLost();
  }

  /** What is there and not used, since OpenCode would not ask about it. */
  get leftOut(): readonly string[] {
    return [...this.#session.leftOut, ...this.#connection.notTrusted];
  }

  hasAgent(name: string): boolean {
    return agentOf(this.#session.agents, name) !== undefined;
  }

  window(): DesktopWindow {
    const { url, password } = this.#connection;
    const { command, run } = this.#options;
    return {
      argv: [command, "attach", url, "--session", this.id],
      // On the command line everybody on this machine could read it.
      environment: { OPENCODE_SERVER_PASSWORD: password },
      folder: run.folder,
    };
  }

  /** Resolves when OpenCode has taken it. */
  async prompt(
    text: string,
    { model, mode }: Opening,
    images: readonly PromptImage[] = [],
  ): Promise<void> {
    if (mode !== undefined && mode !== this.#agent) await ruleFor(this.client, this.#session, mode);
    this.#agent = mode ?? this.#agent;
    const [providerID = "", ...modelID] = (model ?? "").split("/");
    this.#narrator.says(text);
    const prompt = {
      parts: [...images.map(partOf), { type: "text", text }],
      ...(mode !== undefined && { agent: mode }),
      ...(model !== undefined && { model: { providerID, modelID: modelID.join("/") } }),
    };
    await this.client.post(`/session/${this.id}/prompt_async`, prompt).catch((failure: unknown) => {
      // It may have been taken all the same.
      throw failure instanceof NotAnswered ? lostTurn(failure.message) : failure;
    });
  }

  /** What is open then is answered with a no, so that nobody sees it any more. */
  async turnEnded(): Promise<void> {
    this.#questions.abandonAll();
    if (this.isLost) this.#permissions.forgetAll();
    else await this.#permissions.abandonAll();
    this.#transcript.turnEnded();
  }

  async close(): Promise<void> {
    this.lost("OpenCode was ended");
    await this.#connection.close();
  }

  lost(why: string): void {
    this.#questions.abandonAll();
    this.#permissions.forgetAll();
    this.#options.hearer.turn()?.lost(lostTurn(why));
    void this.#connection.close();
  }

  hear(event: unknown): void {
    this.#narrator.event(event);
  }

  /** What was said while nobody listened. */
  async catchUp(): Promise<void> {
    const { id, client } = this;
    const messages = await client.get(`/session/${id}/message?limit=${missedMessagesMax}`);
    for (const message of Array.isArray(messages) ? messages : []) {
      this.#hearAgain("message.updated", { sessionID: id, info: fieldOf(message, "info") });
      for (const part of listOf(message, "parts")) {
        this.#hearAgain("message.part.updated", { sessionID: id, part });
      }
    }
    for (const kind of ["permission", "question"]) {
      const open = await client.get(`/${kind}`);
      for (const asked of Array.isArray(open) ? open : []) this.#hearAgain(`${kind}.asked`, asked);
    }
    const all = await client.get("/session/status");
    const type = textOf(fieldOf(all, id), "type") ?? "idle";
    this.#hearAgain("session.status", { sessionID: id, status: { type } });
  }

  #hearAgain(type: string, properties: unknown): void {
    this.hear({ type, properties });
  }
}

function partOf(image: PromptImage): object {
  const filename = image.mime.replace("/", ".");
  return { type: "file", mime: image.mime, filename, url: dataUrl(image) };
}
