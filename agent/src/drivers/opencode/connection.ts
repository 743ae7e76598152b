// A server of OpenCode's with everything that belongs to it: the process, the gate before its shell, questions
// to it and its events. What has begun together ends together.

import { join } from "node:path";
import { GatedShell } from "../../platform/gated-shell.ts";
import { newId } from "../../platform/new-id.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { broughtAlong } from "./brought-along.ts";
import { type EventListener, listen } from "./event-stream.ts";
import { OpenCodeFailure, again, anew } from "./failures.ts";
import { ServerClient } from "./server-client.ts";
import { startServer } from "./server-process.ts";
import { hidden } from "./server-settings.ts";
import { isTested, mendUntested } from "./versions.ts";

export interface ConnectionOptions {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of ours for what belongs to servers. */
  readonly folder: string;
  /** Versions beside those that were tested. */
  readonly allowedVersions: () => readonly string[];
}

export interface Connection {
  readonly url: string;
  /** For those who shall see the same at the desktop. */
  readonly password: string;
  readonly client: ServerClient;
  readonly gate: GatedShell;
  /** What the folder has brought along and is not used. */
  readonly notTrusted: readonly string[];
  readonly isLost: () => boolean;
  close(): Promise<void>;
}

const listeningWithinMs = 20_000;

/** `workspace` is where the server works. Resolves when no event can be missed any more. */
export async function connect(
  options: ConnectionOptions,
  workspace: string,
  listener: Pick<EventListener, "event" | "overlong" | "lost"> & { missed(): void },
): Promise<Connection> {
  const place = join(options.folder, newId());
  const gate = await GatedShell.make(place, options.environment, hidden);
  const brought = await broughtAlong(workspace, options.environment["HOME"]);
  const isTrusted = brought.length === 0;
  const launch = { ...options, folder: workspace, shell: gate.shell, isTrusted };
  const server = await startServer(launch).catch(async (failure: unknown) => {
    await gate.close();
    throw failure;
  });
  let lost = false;
  const lose = (why: string) => {
    if (lost) return;
    lost = true;
    listener.lost(why);
  };
  const client = new ServerClient(server.url, server.password);
  const { promise: listening, resolve } = Promise.withResolvers<"listening">();
  let connections = 0;
  const stopListening = listen(client, {
    ...listener,
    connected: () => {
      if (connections++ > 0) listener.missed();
      resolve("listening");
    },
    lost: lose,
  });
  void server.ended.then((how) => lose(`OpenCode is gone: ${how}`));
  const close = async () => {
    lost = true;
    stopListening();
    await server.stop();
    await gate.close();
  };
  const { password, url } = server;
  const about = { url, password, client, gate, notTrusted: brought };
  const connection = { ...about, isLost: () => lost, close };
  await orElse(listening, server.ended, connection);
  await checkVersion(connection, options.allowedVersions());
  return connection;
}

async function orElse(
  listening: Promise<"listening">,
  ended: Promise<string>,
  connection: Connection,
): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), listeningWithinMs);
  const first = await Promise.race([listening, ended, late]);
  clearTimeout(timer);
  if (first === "listening") return;
  await connection.close();
  const why = first === "late" ? "it does not tell what happens" : first;
  throw new OpenCodeFailure(`OpenCode does not work: ${why}`, first === "late" ? again : anew);
}

/** What was not tested may well not ask before it acts. */
async function checkVersion(connection: Connection, allowed: readonly string[]): Promise<void> {
  const version = textOf(await connection.client.get("/global/health"), "version") ?? "unknown";
  if (isTested(version) || allowed.includes(version)) return;
  await connection.close();
  throw new OpenCodeFailure(`OpenCode ${version} has not been tested`, mendUntested(version));
}
