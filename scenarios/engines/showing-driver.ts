// A coding agent that does what it is told in one word, so that every state a run can be in is on the phone.

import type { Driver, DriverRun, Wish } from "../../agent/src/runs/driver.ts";

const prose = `Two things are wrong with *slugs*.

## What I found

1. \`replace\` takes the **first** match only
2. punctuation stays

| title | slug |
| ----- | ---- |
| Hello World | hello-world |

\`\`\`js
title.replace(/\\s+/g, "-");
\`\`\`

> See [the tests](src/slugify.test.js).`;

const command = (run: DriverRun, ...argv: readonly string[]): Wish => ({
  t: "command",
  tool: "shell",
  argv: [...argv],
  cwd: run.folder,
  environment: [],
  operands: [],
});

const acts: Readonly<Record<string, (run: DriverRun, signal: AbortSignal) => Promise<unknown>>> = {
  show,
  danger: (run) =>
    run.perform(command(run, "git", "push", "--force"), "git push", "Publishes the branch."),
  hidden: (run) =>
    run.perform(command(run, "echo", "safe\u202egnihton", "\u0430pple"), "echo", "Says hello."),
  long: (run) => {
    const lines = Array.from({ length: 90 }, (_, line) => `install -m 0644 bed-${line} /srv/beds`);
    const argv = ["/bin/sh", "-c", lines.join("\n")];
    return run.perform(command(run, ...argv), "Install", "Installs the beds.");
  },
  ask: (run, signal) =>
    run.question(
      [
        {
          text: "Which trees shall be cut?",
          choices: [{ label: "Apples", says: "Four of them" }, { label: "Pears" }],
          many: true,
          free: false,
          secret: false,
        },
        { text: "How?", choices: [{ label: "Short" }], many: false, free: true, secret: false },
        { text: "The key of the shed?", choices: [], many: false, free: true, secret: true },
      ],
      undefined,
      signal,
    ),
  listen: (_, signal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }),
  fail: () => Promise.reject(new Error("the model is not there")),
};

export const showingDriver: Driver = {
  name: "shower",
  describe: () =>
    Promise.resolve({
      name: "shower",
      title: "Shower",
      approvals: "displayed",
      models: [
        { name: "large", title: "Large" },
        { name: "small", title: "Small" },
      ],
      modes: [
        { name: "plan", title: "Plan" },
        { name: "build", title: "Build" },
      ],
      steers: true,
      resumes: true,
    }),
  sessions: () => {
    const [title, changedAt] = ["Prune the apples", Date.now()];
    return Promise.resolve([{ session: "past", title, changedAt, open: true, joinable: false }]);
  },
  said: () =>
    Promise.resolve([
      { by: "user", text: "Which trees?" },
      { by: "agent", text: "All of them." },
    ]),
  open: (run) => {
    run.inSession("show");
    return Promise.resolve({
      turn: async (prompt, signal) => void (await acts[prompt]?.(run, signal)),
      steer: () => Promise.resolve(true),
      set: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    });
  },
};

function show(run: DriverRun): Promise<void> {
  const at = Date.now();
  run.emit({ t: "settings", model: "large", mode: "build", at });
  run.emit({
    t: "plan",
    entries: [
      { text: "Read", status: "done" },
      { text: "Repair", status: "active" },
      { text: "Test", status: "pending" },
    ],
  });
  run.emit({
    t: "text",
    item: run.nextItem(),
    role: "thought",
    delta: "**Reading.** It is short.",
  });
  run.emit({ t: "text", item: run.nextItem(), role: "answer", delta: prose });
  const output = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join("");
  for (const status of ["completed", "failed"] as const) {
    const item = run.nextItem();
    run.emit({ t: "tool", item, kind: "command", title: `npm run ${status}`, at });
    run.emit({ t: "tool.output", item, delta: output });
    run.emit({ t: "tool.done", item, status, exitCode: status === "failed" ? 1 : 0 });
  }
  run.emit({
    t: "notice",
    level: "warning",
    text: "The limit is near.",
    next: "Wait an hour.",
    at,
  });
  run.emit({ t: "compacted", at });
  const tokens = { input: 900, output: 80, cost: 120_000, contextUsed: 40, contextMax: 100 };
  run.emit({ t: "usage", model: "large", ...tokens, at });
  return Promise.resolve();
}
