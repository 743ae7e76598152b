// One message of each kind; the compiler asks for the one that is missing.

import type { AgentMessage, PhoneMessage } from "../messages.ts";

const filled = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);
const id = filled(16);
const command = { id, exp: 1_700_000_000_000 };
const cursor = { feed: "inbox", seq: 3, chain: filled(32) };

export const phoneMessages: { readonly [T in PhoneMessage["t"]]: Extract<PhoneMessage, { t: T }> } =
  {
    auth: { t: "auth", signature: filled(64), epoch: filled(8), cursors: [cursor] },
    enroll: { t: "enroll", identity: filled(32), name: "Anna’s phone", signature: filled(64) },
    follow: { t: "follow", cursor },
    unfollow: { t: "unfollow", feed: "inbox" },
    "run.open": {
      t: "run.open",
      ...command,
      workspace: "w",
      driver: "demo",
      prompt: "go on\n",
      model: "m",
      mode: "plan",
      profile: "strict",
      inPlace: true,
      session: "s-1",
      fork: true,
      images: [filled(32)],
    },
    "run.prompt": {
      t: "run.prompt",
      ...command,
      run: id,
      text: "and then",
      when: "queue",
      images: [filled(32)],
      goOn: true,
    },
    "prompt.change": {
      t: "prompt.change",
      ...command,
      run: id,
      prompt: id,
      revision: 1,
      text: "rather that",
    },
    "prompt.withdraw": { t: "prompt.withdraw", ...command, run: id, prompt: id },
    "run.set": { t: "run.set", ...command, run: id, model: "m", mode: "plan", profile: "strict" },
    "question.answer": {
      t: "question.answer",
      ...command,
      question: id,
      answer: { declined: false, parts: [{ choices: [0, 1], text: "both" }] },
    },
    "approvals.deny": { t: "approvals.deny", ...command, run: id },
    kill: { t: "kill", ...command },
    "policy.lower": { t: "policy.lower", ...command, profile: "balanced" },
    "device.rename": { t: "device.rename", ...command, device: id, name: "old phone" },
    "device.role": { t: "device.role", ...command, device: id, role: "viewer" },
    "device.revoke": { t: "device.revoke", ...command, device: id },
    "devices.list": { t: "devices.list", id },
    "audit.read": { t: "audit.read", id, from: 1, count: 256 },
    "sessions.list": { t: "sessions.list", id, workspace: "w", driver: "demo" },
    "session.read": { t: "session.read", id, workspace: "w", driver: "demo", session: "s-1" },
    "artifact.read": { t: "artifact.read", id, run: id, artifact: filled(32), offset: 0 },
    "image.put": { t: "image.put", id, image: filled(32), bytes: 3, offset: 0, piece: filled(3) },
    "secret.reveal": { t: "secret.reveal", id, run: id, number: 1 },
    "run.stop": { t: "run.stop", ...command, run: id },
    "approval.answer": {
      t: "approval.answer",
      ...command,
      approval: id,
      decision: "deny",
      auditHead: filled(32),
      rendererVersion: 1,
      signature: filled(64),
      words: "use the other file",
      scope: "run",
    },
    "grant.withdraw": { t: "grant.withdraw", ...command, run: id, approval: id },
  };

export const agentMessages: { readonly [T in AgentMessage["t"]]: Extract<AgentMessage, { t: T }> } =
  {
    enrolled: {
      t: "enrolled",
      device: id,
      slot: id,
      capability: filled(16),
      psk: filled(32),
      role: "owner",
      identity: filled(32),
      machine: "desk",
    },
    "enroll.waiting": { t: "enroll.waiting", seconds: 45 },
    "enroll.refused": { t: "enroll.refused", reason: "wrong-code" },
    ready: {
      t: "ready",
      device: id,
      role: "viewer",
      machine: "desk",
      epoch: filled(8),
      now: 1,
      auditHead: filled(32),
      auditSize: 0,
    },
    event: { t: "event", feed: "inbox", seq: 1, body: '{"t":"notice"}' },
    reset: { t: "reset", feed: "inbox", reason: "pruned", seq: 0, chain: filled(32) },
    current: { t: "current", feed: "inbox", seq: 0, chain: filled(32) },
    outcome: { t: "outcome", id, state: "failed", code: "EXPIRED", run: id },
    setup: {
      t: "setup",
      workspaces: [{ name: "w", git: true }],
      drivers: [
        {
          name: "demo",
          title: "Demo",
          approvals: "exact",
          version: "1",
          models: [{ name: "m", title: "M" }],
          modes: [{ name: "plan", title: "Plan" }],
          steers: false,
          resumes: true,
          commands: ["compact"],
          images: true,
          unusable: "not logged in",
        },
      ],
      ceiling: "balanced",
      spend: { used: 1, limit: 10_000_000, estimated: false },
    },
    devices: {
      t: "devices",
      id,
      devices: [
        {
          device: id,
          name: "p",
          role: "owner",
          pairedAt: 1,
          seenAt: 2,
          here: true,
          words: "a b c",
        },
      ],
    },
    audit: {
      t: "audit",
      id,
      size: 1,
      entries: [{ n: 1, entryHash: filled(32), chain: filled(32), at: 1, entry: "{}" }],
    },
    sessions: {
      t: "sessions",
      id,
      sessions: [
        { session: "s-1", title: "Fix", changedAt: 1, open: true, joinable: false, run: id },
      ],
    },
    session: {
      t: "session",
      id,
      said: [
        { by: "user", text: "Fix it" },
        { by: "agent", text: "Fixed." },
      ],
      earlier: true,
    },
    artifact: { t: "artifact", id, bytes: 3, piece: filled(3) },
    "image.got": { t: "image.got", id, bytes: 3 },
    secret: { t: "secret", id, text: "hunter2" },
    unanswered: { t: "unanswered", id, code: "NOT_FOUND" },
  };
