// A session of OpenCode: begun, gone on with or copied, and with rules under which nothing is done unasked.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import type { Opening } from "../../runs/driver.ts";
import { OpenCodeFailure, again, failureOf } from "./failures.ts";
import type { ServerClient } from "./server-client.ts";
import { sessionRules, unaskedTools } from "./session-rules.ts";

export interface Session {
  readonly id: string;
  readonly title: string;
  /** As the server tells them, those that people can talk to first named. */
  readonly agents: readonly unknown[];
  /** Names of tools that are left out, since OpenCode would not ask about them. */
  readonly leftOut: readonly string[];
  /** Names of all its tools. */
  readonly tools: readonly string[];
}

/** Until it has installed what the tools of the project need, it does not tell their names. */
const toolsWithinMs = 60_000;

export async function openSession(
  client: ServerClient,
  opening: Pick<Opening, "session" | "fork" | "mode">,
): Promise<Session> {
  const agents = asList(await client.get("/agent"));
  const tools = await client.get("/experimental/tool/ids", toolsWithinMs);
  const names = asList(tools).filter((name) => typeof name === "string");
  if (names.length === 0) throw new OpenCodeFailure("OpenCode does not tell its tools", again);
  const info = await begun(client, opening);
  const id = textOf(info, "id");
  if (id === undefined) throw failureOf({ message: "OpenCode does not name the session" });
  const title = textOf(info, "title") ?? "";
  const session = { id, title, agents, tools: names, leftOut: unaskedTools(names) };
  await ruleFor(client, session, opening.mode);
  return session;
}

/** From now on this agent asks before it does anything. */
export async function ruleFor(
  client: ServerClient,
  { id, agents, tools }: Pick<Session, "id" | "agents" | "tools">,
  mode: string | undefined,
): Promise<void> {
  const agent = agentOf(agents, mode);
  if (agent === undefined) {
    throw new OpenCodeFailure(`OpenCode has no agent ${mode ?? ""}`, "Choose another mode.");
  }
  // Added to those it has, and so the last of them.
  await client.patch(`/session/${id}`, { permission: sessionRules(agent, tools) });
}

/** The one of this name that people can talk to; without a name, the one that OpenCode begins with. */
export function agentOf(agents: readonly unknown[], name: string | undefined): unknown {
  const choice = agents.filter(
    (agent) => textOf(agent, "mode") !== "subagent" && fieldOf(agent, "hidden") !== true,
  );
  return name === undefined ? choice[0] : choice.find((agent) => textOf(agent, "name") === name);
}

function begun(
  client: ServerClient,
  { session, fork }: Pick<Opening, "session" | "fork">,
): Promise<unknown> {
  if (session === undefined) return client.post("/session");
  const path = `/session/${encodeURIComponent(session)}`;
  return fork === true ? client.post(`${path}/fork`) : client.get(path);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
