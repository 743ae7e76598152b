// OpenCode by its server: the CLI that is on this machine anyway, with its own logins and its own settings,
// except that it asks before everything.

import type { DriverSetup } from "@longrein/protocol";
import type { Driver } from "../../runs/driver.ts";
import type { Asking } from "./ask-cli.ts";
import type { ConnectionOptions } from "./connection.ts";
import { OpenCodeConversation } from "./conversation.ts";
import { describeOpenCode } from "./describe.ts";
import { listSessions } from "./past-sessions.ts";
import { saidIn } from "./said.ts";

/** To look takes three programs and several seconds of the processor. */
const sameForMs = 10 * 60_000;

export interface OpenCodeDriverOptions extends ConnectionOptions {
  readonly now: () => number;
}

export function openCodeDriver(options: OpenCodeDriverOptions): Driver {
  const conversations = new Set<OpenCodeConversation>();
  let closing = new AbortController();
  /** Short questions that are under way. */
  const asked = new Set<Promise<unknown>>();
  let described: Promise<DriverSetup> | undefined;
  /** When what was described ceases to hold. */
  let describedUntil = 0;
  const asking = <T>(ask: (asking: Asking) => Promise<T>): Promise<T> => {
    const answer = ask({ ...options, signal: closing.signal });
    asked.add(answer);
    const forget = () => void asked.delete(answer);
    answer.then(forget, forget);
    return answer;
  };
  return {
    name: "opencode",
    images: true,
    describe: () => {
      if (described !== undefined && options.now() < describedUntil) return described;
      describedUntil = options.now() + sameForMs;
      described = asking(describeOpenCode);
      const lookAgain = () => {
        describedUntil = 0;
      };
      // Somebody may be about to mend it.
      described.then(
        ({ unusable }) => (unusable === undefined ? undefined : lookAgain()),
        lookAgain,
      );
      return described;
    },
    open: (run, opening) => {
      const conversation = new OpenCodeConversation({ ...options, run, opening });
      conversations.add(conversation);
      return Promise.resolve(conversation);
    },
    sessions: (folder) => asking((about) => listSessions(about, folder)),
    said: (folder, session) => asking((about) => saidIn(about, folder, session)),
    window: (on) => {
      // In a folder, the one that was opened last.
      const meant = [...conversations].findLast((conversation) =>
        "session" in on ? conversation.session === on.session : conversation.folder === on.folder,
      );
      return Promise.resolve(meant?.window());
    },
    close: async () => {
      closing.abort();
      closing = new AbortController();
      await Promise.all([...conversations].map((conversation) => conversation.close()));
      await Promise.allSettled(asked);
      conversations.clear();
    },
  };
}
