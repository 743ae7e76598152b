// Questions to a coding agent that belong to no run: each has a process of its own, and not for long.

import { type AgentProcess, type Launch, startAgent } from "./agent-process.ts";

export class ShortTalks {
  readonly #launch: Launch;
  readonly #over = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(launch: Launch) {
    this.#launch = launch;
  }

  begin<T>(folder: string, talk: (agent: AgentProcess) => Promise<T>): Promise<T> {
    const talking = this.#talk(folder, talk);
    this.#underWay.add(talking);
    const forget = () => void this.#underWay.delete(talking);
    talking.then(forget, forget);
    return talking;
  }

  /** Resolves when nothing of them is left. */
  async end(): Promise<void> {
    this.#over.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #talk<T>(folder: string, talk: (agent: AgentProcess) => Promise<T>): Promise<T> {
    const listener = {
      notified: () => undefined,
      asked: () => Promise.resolve(undefined),
      overlong: () => undefined,
      lost: () => undefined,
    };
    const agent = await startAgent(this.#launch, folder, listener, this.#over.signal);
    try {
      return await talk(agent);
    } finally {
      await agent.stop();
    }
  }
}
