// One turn of a session: when it has begun, when it has ended, how it failed, and how it is stopped.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import type { LostTurn } from "../../runs/lost-turn.ts";
import { type OpenCodeFailure, failureOf, gaveUp } from "./failures.ts";
import type { ServerClient } from "./server-client.ts";
import { UsageCount } from "./usage-count.ts";

/** OpenCode doubles the time in between, and would go on for ever. */
const attemptsMax = 3;
const askAgainAfterMs = 250;
/** Less than what a run waits for its end. */
const stopWithinMs = 7_000;

export class Turn {
  readonly usage = new UsageCount();
  readonly ended: Promise<void>;
  readonly #client: ServerClient;
  readonly #session: string;
  readonly #end: () => void;
  #state: "sent" | "busy" | "ended" = "sent";
  #failure: OpenCodeFailure | LostTurn | undefined;
  #isStopping = false;

  constructor(client: ServerClient, session: string) {
    this.#client = client;
    this.#session = session;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = () => {
      this.#state = "ended";
      resolve();
    };
  }

  get isUnderWay(): boolean {
    return this.#state === "busy" && !this.#isStopping;
  }

  get failure(): OpenCodeFailure | LostTurn | undefined {
    return this.#failure;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  busy(): void {
    if (this.#state === "sent") this.#state = "busy";
  }

  /** It may be said once more for what came before, so it is looked at. */
  async idle(): Promise<void> {
    if (this.#state === "busy" && !(await this.#isBusy())) this.#end();
  }

  /** The first reason is the plainest. */
  failed(error: unknown): void {
    this.#failure ??= failureOf(error);
  }

  /** Whatever was said before, nobody has seen the end. */
  lost(failure: LostTurn): void {
    this.#failure = failure;
    this.#end();
  }

  /** OpenCode would try again for as long as it takes. */
  retrying(attempt: number, message: string): void {
    if (attempt < attemptsMax) return;
    this.#failure ??= gaveUp(message);
    void this.stop();
  }

  /** False if OpenCode does not stop. What was only just sent may begin after it was told to stop. */
  async stop(): Promise<boolean> {
    this.#isStopping = true;
    const end = performance.now() + stopWithinMs;
    let quiet = 0;
    while (this.#state !== "ended" && performance.now() < end) {
      await this.#client.post(`/session/${this.#session}/abort`).catch(() => undefined);
      quiet = (await this.#isBusy()) ? 0 : quiet + 1;
      if (quiet > 1) this.#end();
      else await new Promise((resolve) => setTimeout(resolve, askAgainAfterMs));
    }
    if (this.#state === "ended") return true;
    this.#end();
    return false;
  }

  /** A server that does not answer is gone, or will be told so. */
  async #isBusy(): Promise<boolean> {
    const all = await this.#client.get("/session/status").catch(() => undefined);
    const status = textOf(fieldOf(all, this.#session), "type");
    return status !== undefined && status !== "idle";
  }
}
