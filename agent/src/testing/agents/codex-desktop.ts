// Another client of the Codex server that all of a user's windows share: what a window does, without a screen.

import { AppServer } from "../../drivers/codex/app-server.ts";
import { SharedServer } from "../../drivers/codex/shared-server.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { codexEnvironment } from "./codex-fixture.ts";
import type { Place } from "./place.ts";

const lookEveryMs = 50;

type Asked = (method: string) => Promise<unknown>;
/** To whoever else is asked. */
const leavesIt: Asked = () => new Promise(() => undefined);

export class CodexDesktop {
  readonly #server: AppServer;

  private constructor(server: AppServer) {
    this.#server = server;
  }

  /** Once the server listens; is then part of every thread there. */
  static async open(place: Place, asked = leavesIt): Promise<CodexDesktop> {
    const environment = codexEnvironment(place);
    const shared = new SharedServer({ command: "codex", environment, folder: place.folder });
    const server = await AppServer.connect(async (listener) => {
      for (;;) {
        const wire = await shared.join(listener);
        if (wire !== undefined) return wire;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    });
    const desktop = new CodexDesktop(server);
    for (const thread of listOf(await server.request("thread/loaded/list", {}), "data")) {
      desktop.#listen(String(thread), asked);
      await server.request("thread/resume", { threadId: thread, excludeTurns: true });
    }
    return desktop;
  }

  /** Begins a thread that asks about everything and leaves its questions to others; resolves with its id. */
  async begin(cwd: string, prompt: string): Promise<string> {
    const settings = { cwd, approvalPolicy: "untrusted", sandbox: "workspace-write" };
    const started = await this.#server.request("thread/start", settings);
    const threadId = textOf(fieldOf(started, "thread"), "id") ?? "";
    this.#listen(threadId, leavesIt);
    const input = [{ type: "text", text: prompt, text_elements: [] }];
    await this.#server.request("turn/start", { threadId, input });
    return threadId;
  }

  /** Resolves when the status of the latest thread has this in it. */
  async untilStatus(word: "idle" | "waitingOnApproval"): Promise<void> {
    for (;;) {
      const listed = await this.#server.request("thread/list", { limit: 1 });
      const [thread] = listOf(listed, "data");
      if (JSON.stringify(fieldOf(thread, "status") ?? "").includes(`"${word}"`)) return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #listen(thread: string, asked: Asked): void {
    const silent = { notified: () => undefined, lost: () => undefined };
    this.#server.listen(thread, { ...silent, asked });
  }
}
