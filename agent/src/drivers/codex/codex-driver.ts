// Codex by its app-server: the CLI that is on this machine anyway, with its own login and its own settings.

import type { Driver } from "../../runs/driver.ts";
import { fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { AppServer } from "./app-server.ts";
import { CodexConversation } from "./conversation.ts";
import { features } from "./features.ts";
import { modes } from "./modes.ts";
import { privateServer } from "./private-server.ts";

export interface CodexDriverOptions {
  /** A name to be looked up on the PATH, or a path. */
  readonly command: string;
  /** All that Codex is told of ours. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the server starts; threads name folders of their own. */
  readonly folder: string;
  readonly now: () => number;
}

const sessionsMax = 50;

const settings = Object.entries(features).map(([name, value]) => `${name}=${value}`);

export function codexDriver(options: CodexDriverOptions): Driver {
  let current: Promise<AppServer> | undefined;
  const server = async (): Promise<AppServer> => {
    const known = await current?.catch(() => undefined);
    if (known !== undefined && !known.isLost) return known;
    current = AppServer.connect(privateServer({ ...options, settings }));
    return current;
  };
  return {
    name: "codex",
    describe: async () => {
      const models = listOf(await (await server()).request("model/list", {}), "data");
      return {
        name: "codex",
        title: "Codex",
        approvals: "exact",
        models: models.flatMap((model) => {
          const name = textOf(model, "model");
          return name === undefined ? [] : [{ name, title: textOf(model, "displayName") ?? name }];
        }),
        modes: modes.map(({ name, title }) => ({ name, title })),
        steers: true,
        resumes: true,
      };
    },
    open: (run, opening) =>
      Promise.resolve(new CodexConversation({ run, opening, server, now: options.now })),
    sessions: async (folder) => {
      const params = { cwd: folder, limit: sessionsMax, sortKey: "updated_at" };
      const threads = listOf(await (await server()).request("thread/list", params), "data");
      return threads.flatMap((thread) => {
        const session = textOf(thread, "id");
        const title = textOf(thread, "name") ?? textOf(thread, "preview") ?? "";
        const changedAt = Math.round((numberOf(thread, "updatedAt") ?? 0) * 1_000);
        const status = textOf(fieldOf(thread, "status"), "type");
        const open = status === "active";
        return session === undefined ? [] : [{ session, title, changedAt, open, joinable: true }];
      });
    },
    close: async () => {
      const known = await current?.catch(() => undefined);
      current = undefined;
      await known?.close();
    },
  };
}
