// Codex by its app-server: the CLI that is on this machine anyway, with its own login and its own settings.

import type { DriverSetup } from "@longrein/protocol";
import type { Driver, PastSession } from "../../runs/driver.ts";
import { fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { CodexServers, type ServersOptions } from "./codex-servers.ts";
import { CodexConversation } from "./conversation.ts";
import { desktopWindow } from "./desktop-window.ts";
import { CodexFailure } from "./failures.ts";
import { modes } from "./modes.ts";
import { saidIn } from "./said.ts";

export interface CodexDriverOptions extends ServersOptions {
  readonly now: () => number;
}

const sessionsMax = 50;

export function codexDriver({ now, ...options }: CodexDriverOptions): Driver {
  const servers = new CodexServers(options);
  const server = () => servers.forTurns();
  const again = () => servers.again();
  return {
    name: "codex",
    images: true,
    describe: () => describe(servers),
    open: (run, opening) =>
      Promise.resolve(new CodexConversation({ run, opening, server, again, now })),
    sessions: async (folder) => {
      const params = { cwd: folder, limit: sessionsMax, sortKey: "updated_at" };
      const answer = await (await servers.connected()).request("thread/list", params);
      return listOf(answer, "data").flatMap(sessionOf);
    },
    said: async (folder, session) => saidIn(await servers.connected(), folder, session),
    window: (on) => desktopWindow(servers, options.command, on),
    close: () => servers.close(),
  };
}

async function describe(servers: CodexServers): Promise<DriverSetup> {
  const setup: DriverSetup = {
    name: "codex",
    title: "Codex",
    approvals: "exact",
    models: [],
    modes,
    steers: true,
    resumes: true,
    images: true,
  };
  try {
    const server = await servers.connected();
    const models = listOf(await server.request("model/list", {}), "data").flatMap(modelOf);
    const found = { ...setup, version: server.version, models };
    return await servers.forTurns().then(
      () => found,
      (failure: unknown) => ({ ...found, unusable: reasonOf(failure) }),
    );
  } catch (failure) {
    return { ...setup, unusable: reasonOf(failure) };
  }
}

function reasonOf(failure: unknown): string {
  if (failure instanceof CodexFailure) return `${failure.message}. ${failure.next}`;
  return failure instanceof Error ? failure.message : "unknown";
}

function modelOf(model: unknown): DriverSetup["models"] {
  const name = textOf(model, "model");
  if (name === undefined || fieldOf(model, "hidden") === true) return [];
  return [{ name, title: textOf(model, "displayName") ?? name }];
}

function sessionOf(thread: unknown): PastSession[] {
  const session = textOf(thread, "id");
  if (session === undefined) return [];
  const title = textOf(thread, "name") ?? textOf(thread, "preview") ?? "";
  const changedAt = Math.round((numberOf(thread, "updatedAt") ?? 0) * 1_000);
  // Loaded or not, any number of clients may be part of it.
  const open = textOf(fieldOf(thread, "status"), "type") !== "notLoaded";
  return [{ session, title, changedAt, open, joinable: true }];
}
