// What coding agents themselves remember of a shared workspace, as the command line lists and reads it: what phones
// are answered, and with the same masks.

import type { Handlers } from "../control/control-server.ts";
import { clearText } from "../egress/clear-text.ts";
import { keepNothing } from "../egress/hide-secrets.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { SessionQueries, type SessionQueriesOptions } from "./session-queries.ts";

/** By which a phone would know the answer to its question. */
const id = new Uint8Array(16);

export function localSessions(
  options: Omit<SessionQueriesOptions, "clock">,
): Pick<Handlers, "sessions.list" | "sessions.read"> {
  const queries = new SessionQueries({ ...options, clock: systemClock });
  return {
    "sessions.list": async ({ workspace, driver }) => {
      const answer = await queries.answer({ t: "sessions.list", id, workspace, driver });
      if (typeof answer === "string") return { sessions: [], why: whyNot(answer) };
      if (answer.t !== "sessions") return { sessions: [] };
      return { sessions: answer.sessions.map((each) => ({ ...each, title: clear(each.title) })) };
    },
    "sessions.read": async ({ workspace, driver, session }) => {
      const answer = await queries.answer({ t: "session.read", id, workspace, driver, session });
      if (typeof answer === "object" && answer.t === "session") {
        const said = answer.said.map(({ by, text }) => ({ by, text: clear(text) }));
        return { said, earlier: answer.earlier };
      }
      const why = typeof answer === "string" ? whyNot(answer) : "it is not there any more";
      throw new UserFailure("failed", `the session cannot be read: ${why}`, "longrein sessions");
    },
  };
}

function clear(text: string): string {
  return clearText(text, keepNothing);
}

function whyNot(code: string): string {
  switch (code) {
    case "NOT_FOUND":
      return "it is not there any more";
    case "UNSUPPORTED":
      return "its coding agent tells nothing of such";
    case "BUSY":
      return "its coding agent has not answered in time";
    default:
      return "its coding agent does not say; longrein agents may tell why";
  }
}
