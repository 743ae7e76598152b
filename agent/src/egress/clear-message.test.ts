// Messages on their way out: those that hold words of others are looked at, all others are as they were.

import { type AgentMessage, decodeAgentMessage } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { type Outgoing, clearMessage } from "./clear-message.ts";

const token = `ghp_${"aB3".repeat(12)}`;
const hidden = "[hidden: GitHub token]";
const id = randomBytes(16);
const told = (message: Outgoing): AgentMessage | undefined =>
  decodeAgentMessage(clearMessage(message));

describe("a message to a phone", () => {
  it("names its coding agents, and hides a secret in why one cannot be used", () => {
    const driver = {
      name: "d",
      title: "D",
      approvals: "exact",
      models: [],
      modes: [],
      steers: false,
      resumes: false,
    } as const;
    const workspaces = [{ name: "w", git: true }];
    const unusable = { ...driver, unusable: `it says 401 for ${token}` };
    const shown = told({ t: "setup", workspaces, drivers: [unusable, driver], ceiling: "strict" });
    expect(shown).toMatchObject({
      workspaces,
      drivers: [{ name: "d", unusable: `it says 401 for ${hidden}` }, { name: "d" }],
    });
  });

  it("lists sessions without the secrets in their titles, and so that they can be named again", () => {
    const session = { session: "s-1", title: token, changedAt: 1, open: false, joinable: true };
    expect(told({ t: "sessions", id, sessions: [session] })).toMatchObject({
      sessions: [{ session: "s-1", title: hidden }],
    });
  });

  it("tells what was said in a session without the secrets in it", () => {
    const said = [{ by: "user", text: `take ${token}` } as const];
    expect(told({ t: "session", id, said, earlier: false })).toMatchObject({
      said: [{ by: "user", text: `take ${hidden}` }],
    });
  });

  it("leaves out an entry of the audit log that would tell one, and keeps its hashes", () => {
    const row = { n: 1, entryHash: randomBytes(32), chain: randomBytes(32), at: 1 };
    const entries = [
      { ...row, entry: '{"what":"run.opened"}' },
      { ...row, entry: `{"what":"${token}"}` },
    ];
    expect(told({ t: "audit", id, size: 2, entries })).toEqual({
      t: "audit",
      id,
      size: 2,
      entries: [entries[0], row],
    });
  });

  it.each<Outgoing>([
    { t: "outcome", id, state: "failed", code: "EXPIRED" },
    { t: "unanswered", id, code: "NOT_FOUND" },
    { t: "current", feed: "inbox", seq: 1, chain: randomBytes(32) },
    { t: "secret", id, text: token },
  ])("is as it was if it holds nobody's words, or a secret that is asked for: $t", (message) => {
    expect(told(message)).toEqual(message);
  });
});
