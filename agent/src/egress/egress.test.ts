// Events on their way out: what is hidden in which field, what stays to the byte, and what comes when.

import {
  type AgentEvent,
  decodeEvent,
  encodeEvent,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { limitsOfEvents } from "@longrein/protocol/limits";
import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { Egress } from "./egress.ts";

const token = `ghp_${"aB3".repeat(12)}`;
const other = `npm_${"cD4".repeat(12)}`;
const id = randomBytes(16);
const run = `run:${toBase64url(id)}`;

let egress: Egress;
let kept: string[];
beforeEach(() => {
  kept = [];
  egress = new Egress({
    keep: (of, kind, original) => {
      const entry = `${of} ${kind} ${original}`;
      if (!kept.includes(entry)) kept.push(entry);
      return kept.indexOf(entry) + 1;
    },
  });
});

function told(event: AgentEvent, feed = run): AgentEvent[] {
  return egress
    .event(feed, run, event)
    .map(({ body }) => decodeEvent(body))
    .filter((each) => each !== undefined);
}

const output = (delta: string, item = 1): AgentEvent => ({ t: "tool.output", item, delta });
const says = (delta: string, item = 1): AgentEvent => ({ t: "text", item, role: "answer", delta });
const done = (item: number): AgentEvent => ({ t: "tool.done", item, status: "completed" });
const finished: AgentEvent = { t: "run.state", run: id, state: "done", at: 1 };

describe("an event that holds a secret", () => {
  const at = 1;
  const secretIn: readonly AgentEvent[] = [
    { t: "run.opened", run: id, title: token, driver: "d", workspace: "w", at },
    { t: "run.state", run: id, state: "failed", reason: token, at },
    { t: "run.titled", run: id, title: token, at },
    { t: "approval.resolved", approval: id, run: id, outcome: "void", reason: token, at },
    { t: "prompt", item: 1, text: token, at },
    { t: "attempt", number: 1, place: "folder", warning: token, at },
    { t: "plan", entries: [{ text: token, status: "pending" }] },
    { t: "tool", item: 1, kind: "other", title: token, at },
    { t: "tool.done", item: 1, status: "completed", diff: `+KEY=1\n+${token}\n`, words: token },
    { t: "validation", item: 1, title: token, status: "passed", at },
    { t: "gate", rule: "r", inputs: randomBytes(32), verdict: "pass", text: token, at },
    { t: "artifact", artifact: randomBytes(32), kind: "log", title: token, bytes: 1, at },
    { t: "notice", level: "info", text: token, next: token, at },
    {
      t: "question.asked",
      ask: {
        question: id,
        run: id,
        parts: [
          { text: token, choices: [{ label: token }], many: false, free: true, secret: false },
        ],
        askedAt: at,
        notAfter: at,
      },
    },
  ];

  it.each(secretIn)("shows a mask in its place: $t", (event) => {
    const [shown, ...more] = told(event);
    expect(more).toEqual([]);
    expect(JSON.stringify(shown)).not.toContain(token);
    expect(JSON.stringify(shown)).toContain("[hidden: GitHub token 1]");
    expect(kept).toEqual([`${run} GitHub token ${token}`]);
  });

  it("keeps its ids, digests and numbers", () => {
    const event: AgentEvent = {
      t: "gate",
      rule: "r",
      inputs: randomBytes(32),
      verdict: "stop",
      text: "plain",
      at: 7,
    };
    expect(told(event)).toEqual([event]);
  });

  it("still fits where the mask is longer than what it hides", () => {
    const text = "DB_PASSWORD=s3cr3t ".repeat(220).slice(0, 4_096);
    const [shown] = told({ t: "notice", level: "info", text, at });
    expect(shown).toMatchObject({ text: expect.stringMatching(/^DB_PASSWORD=\[hidden: /) });
    expect(JSON.stringify(shown)).not.toContain("s3cr3t");
  });

  it("numbers each secret of the run, the same one always alike", () => {
    const [shown] = told({ t: "notice", level: "info", text: `${token} ${other} ${token}`, at });
    expect(shown).toMatchObject({
      text: "[hidden: GitHub token 1] [hidden: npm token 2] [hidden: GitHub token 1]",
    });
  });

  it("without a run hides it for good", () => {
    const event: AgentEvent = { t: "notice", level: "info", text: token, at };
    const [shown] = egress.event(inboxFeed, undefined, event);
    expect(shown?.body).toContain("[hidden: GitHub token]");
    expect(kept).toEqual([]);
  });
});

describe("an action that is asked about", () => {
  const asked = (action: object, reasons: readonly string[] = ["deletes a file"]): AgentEvent => ({
    t: "approval.asked",
    ask: {
      approval: id,
      run: id,
      action: JSON.stringify(action),
      nonce: id,
      askedAt: 1,
      notAfter: 2,
      tier: 1,
      risk: { level: "low", reasons },
      says: `because of ${token}`,
    },
  });
  const askOf = (event: AgentEvent) => {
    const [shown] = told(event, inboxFeed);
    if (shown?.t !== "approval.asked") throw new Error("expected a question");
    return shown.ask;
  };

  it.each([
    ["GitHub token", { script: `curl -H "x: ${token}"` }],
    ["password", { environment: [{ name: "DB_PASSWORD", value: "hunter2hunter" }] }],
    ["private key", { diff: `+-----BEGIN PRIVATE KEY-----\n+${"aB3d".repeat(16)}\n` }],
  ])("stays as it is, and a %s in it is named among its risks", (kind, action) => {
    const { action: shown, risk } = askOf(asked(action));
    expect(shown).toBe(JSON.stringify(action));
    expect(risk).toEqual({
      level: "medium",
      reasons: [`shows what looks like a secret: ${kind}`, "deletes a file"],
    });
  });

  it("has no more reasons than a phone takes, and the secret is the first", () => {
    const reasons = Array.from({ length: 16 }, (_, i) => `reason ${i}`);
    const { risk } = askOf(asked({ script: token }, reasons));
    expect(risk.reasons).toHaveLength(16);
    expect(risk.reasons[0]).toContain("GitHub token");
  });

  it("is as risky as it was without a secret", () => {
    expect(askOf(asked({ script: "ls" })).risk).toEqual({
      level: "low",
      reasons: ["deletes a file"],
    });
  });

  it("hides a secret in what the coding agent says of it", () => {
    expect(askOf(asked({ script: "ls" })).says).toBe("because of [hidden: GitHub token 1]");
  });
});

describe("streamed text", () => {
  it("of one item is hidden over its events, whatever comes between them", () => {
    const shown = [
      ...told(output(`the key is ${token.slice(0, 9)}`)),
      ...told(says("meanwhile ")),
      ...told({ t: "notice", level: "info", text: "n", at: 1 }),
      ...told(output(`${token.slice(9)}\n`)),
      ...told(done(1)),
    ];
    expect(shown.map((event) => ("delta" in event ? event.delta : event.t))).toEqual([
      "the key is ",
      "meanwhile ",
      "notice",
      "[hidden: GitHub token 1]\n",
      "tool.done",
    ]);
  });

  it("that waited goes before the end of its item", () => {
    expect(told(output("it is s"))).toEqual([output("it is ")]);
    expect(told(done(2))).toEqual([done(2)]);
    expect(told(done(1))).toEqual([output("s"), done(1)]);
  });

  it("that the coding agent says goes before whatever it does next", () => {
    expect(told(says("Option A"))).toEqual([says("Option ")]);
    expect(told({ t: "compacted", at: 1 })).toEqual([says("A"), { t: "compacted", at: 1 }]);
    expect(told(says("and s"))).toEqual([says("and ")]);
    expect(told(says("then", 2))).toEqual([says("s"), says("then", 2)]);
  });

  it("that waited when the turn ends goes into the run's feed before that is told", () => {
    told(output("it is s"));
    const [rest, state] = egress.event(inboxFeed, run, finished);
    expect([rest?.feed, rest && decodeEvent(rest.body)]).toEqual([run, output("s")]);
    expect(state?.feed).toBe(inboxFeed);
    expect(told(output("k-"))).toEqual([output("k-")]);
  });

  it("waits through questions and answers", () => {
    told(output(`KEY="${token.slice(0, 9)}`));
    expect(told({ ...finished, state: "waiting" }, inboxFeed)).toHaveLength(1);
    expect(told(output(token.slice(9)))).toEqual([]);
    expect(told(output('"'))).toEqual([output('[hidden: GitHub token 1]"')]);
  });

  it("is cut to what an event takes when it becomes longer", () => {
    const text = "DB_PASSWORD=s3cr3t ".repeat(860);
    expect(text.length).toBeLessThanOrEqual(limitsOfEvents.deltaBytes);
    const shown = told(output(text));
    expect(shown.length).toBeGreaterThan(1);
    const deltas = shown.map((event) => ("delta" in event ? event.delta : ""));
    expect(deltas.join("")).toBe("DB_PASSWORD=[hidden: password 1] ".repeat(860));
    expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThanOrEqual(
      limitsOfEvents.deltaBytes,
    );
  });

  it.each([
    output("a"),
    says('b\n\u202e"\\ \u{1f642}'),
    { ...says("c"), role: "thought" } as const,
  ])("is encoded as every event is: %j", (event) => {
    const ended = egress.event(run, run, event).concat(egress.event(inboxFeed, run, finished));
    expect(ended.slice(0, -1).map(({ body }) => body)).toEqual([encodeEvent(event)]);
  });

  it("of more items than are ever open costs no memory without end, and none of it is lost", () => {
    const shown = Array.from({ length: 200 }, (_, item) => told(output("s", item))).flat();
    const rest = egress.event(inboxFeed, run, finished).slice(0, -1);
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.length + rest.length).toBe(200);
  });
});
