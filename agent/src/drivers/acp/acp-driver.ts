// Any coding agent that speaks the Agent Client Protocol, by the command that the user has configured for it.
// What it asks is shown as it shows it: nobody can say that this is what it runs.

import type { DriverSetup } from "@longrein/protocol";
import type { Driver, PastSession } from "../../runs/driver.ts";
import { listOf, textOf } from "../../runs/loose-fields.ts";
import { type AgentProcess, type Launch, can, takesImages, versionOf } from "./agent-process.ts";
import { AcpConversation } from "./conversation.ts";
import { failureOf } from "./failures.ts";
import { type Choices, modelOption, modelsIn, modesOf } from "./modes.ts";
import { openSession } from "./session.ts";
import { ShortTalks } from "./short-talks.ts";

export interface AcpDriverOptions extends Launch {
  readonly name: string;
  /** Where it starts to be asked about itself. */
  readonly folder: string;
  readonly now: () => number;
}

const sessionsMax = 50;

export function acpDriver(options: AcpDriverOptions): Driver {
  const { name, title } = options;
  const conversations = new Set<AcpConversation>();
  let talks = new ShortTalks(options);
  let modes: Choices = [];
  let models: Choices = [];
  const learned = (newModes: Choices, newModels: Choices) => {
    modes = newModes.slice(0, 16);
    models = newModels.slice(0, 64);
  };
  const learn = async (agent: AgentProcess) => {
    const { answer } = await openSession(agent, options.folder, {});
    learned(modesOf(answer).careful, modelsIn(modelOption(answer)));
  };
  return {
    name,
    images: true,
    describe: () => {
      const about = { name, title, approvals: "displayed", models, modes, steers: false } as const;
      const talk = talks.begin(options.folder, ({ greeting }) => {
        const version = versionOf(greeting);
        const resumes = can(greeting, "load") || can(greeting, "resume");
        const known = { resumes, images: takesImages(greeting) };
        return Promise.resolve({ ...about, ...known, ...(version !== undefined && { version }) });
      });
      return talk.catch((cause: unknown): DriverSetup => {
        const { message, next } = failureOf(cause, title);
        return { ...about, resumes: false, unusable: `${message}. ${next}`.slice(0, 1_000) };
      });
    },
    choices: async () => {
      // A session that says nothing is begun for it: without one nothing is told.
      if (models.length + modes.length === 0) await talks.begin(options.folder, learn);
      return { models, modes };
    },
    open: (run, opening) => {
      const conversation = new AcpConversation({ ...options, run, opening, learned });
      conversations.add(conversation);
      return Promise.resolve(conversation);
    },
    sessions: (folder) => talks.begin(folder, (agent) => sessionsOf(agent, folder)),
    close: async () => {
      const ending = talks.end();
      talks = new ShortTalks(options);
      await Promise.all([...conversations].map((conversation) => conversation.close()));
      await ending;
      conversations.clear();
    },
  };
}

async function sessionsOf(
  { peer, greeting }: AgentProcess,
  folder: string,
): Promise<readonly PastSession[]> {
  if (!can(greeting, "list")) return [];
  const answer = await peer.request("session/list", { cwd: folder });
  return listOf(answer, "sessions")
    .flatMap((about) => {
      const session = textOf(about, "sessionId");
      const isHere = (textOf(about, "cwd") ?? folder) === folder;
      const title = textOf(about, "title") ?? "";
      const changedAt = Date.parse(textOf(about, "updatedAt") ?? "") || 0;
      if (session === undefined || !isHere) return [];
      return [{ session, title, changedAt, open: false, joinable: false }];
    })
    .toSorted((one, other) => other.changedAt - one.changedAt)
    .slice(0, sessionsMax);
}
