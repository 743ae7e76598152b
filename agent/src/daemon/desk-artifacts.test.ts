// What a run leaves as evidence: its diff after each turn, and the whole of long outputs, for whoever may look.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AgentEvent, fromUtf8 } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usualQuotas } from "../runs/quotas.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { makeRepository } from "../testing/repository.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone("viewer");
});
afterEach(() => on.remove());

type Artifact = Extract<AgentEvent, { t: "artifact" }>;
const artifactsOf = (run: Uint8Array) =>
  on.runEvents(run).filter((event): event is Artifact => event.t === "artifact");

async function opened(puppet: DeskUnderTest["puppet"]): Promise<Uint8Array> {
  on.puppet = puppet;
  const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
  if (typeof told === "string") throw new Error(told);
  await on.untilRun(told.run, "done", "failed");
  return told.run;
}

async function again(run: Uint8Array, puppet: DeskUnderTest["puppet"]): Promise<void> {
  on.puppet = puppet;
  on.runs.prompt(run, { text: "go on" });
  await on.untilRun(run, "done");
}

async function textOf(run: Uint8Array, { artifact, bytes }: Artifact): Promise<string> {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes) {
    const query = { t: "artifact.read", id: randomBytes(16), run, artifact, offset } as const;
    const answer = await on.desk.answer(phone.id, query);
    if (answer.t !== "artifact") throw new Error(answer.t);
    pieces.push(answer.piece);
    offset += answer.piece.length;
  }
  return fromUtf8(Buffer.concat(pieces));
}

describe("a run in a worktree of its own", () => {
  beforeEach(() => {
    makeRepository(on.workspace.path, { "a.txt": "one\n" });
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
  });
  const writes = (text: string): DeskUnderTest["puppet"] => {
    return async ({ folder }) => writeFileSync(join(folder, "a.txt"), text);
  };

  it("leaves after each turn what it has changed so far, however it was changed", async () => {
    const run = await opened(writes("two\n"));
    await again(run, writes("three\n"));
    const [first, second, ...others] = artifactsOf(run);
    expect(others).toEqual([]);
    if (first === undefined || second === undefined) throw new Error("expected two diffs");
    expect(first).toMatchObject({ kind: "diff", title: "what the run has changed" });
    expect(await textOf(run, first)).toContain("-one\n+two\n");
    expect(await textOf(run, second)).toContain("-one\n+three\n");
  });

  it("tells of none where nothing was changed, and of none twice", async () => {
    const run = await opened(async () => undefined);
    expect(artifactsOf(run)).toEqual([]);
    await again(run, writes("two\n"));
    await again(run, async () => undefined);
    on = on.restarted();
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    await again(run, async () => undefined);
    expect(artifactsOf(run)).toHaveLength(1);
  });

  it("is looked at by the gates for what git sees, and not only for what was approved", async () => {
    const run = await opened(async ({ folder }) =>
      writeFileSync(join(folder, "package.json"), "{}\n"),
    );
    const attended = on.runEvents(run).flatMap((event) => {
      return event.t === "gate" && event.verdict === "attention" ? [event.rule] : [];
    });
    expect(attended).toEqual(["dependencies"]);
  });

  it("that was stopped leaves what it had changed by then", async () => {
    let hasWritten = false;
    on.puppet = ({ folder, signal }) => {
      hasWritten = true;
      writeFileSync(join(folder, "a.txt"), "half\n");
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
    if (typeof told === "string") throw new Error(told);
    await on.until(() => hasWritten, "it to have begun");
    await on.runs.stop(told.run);
    expect(on.store.runs.byId(told.run)?.state).toBe("stopped");
    const [diff] = artifactsOf(told.run);
    if (diff === undefined) throw new Error("expected a diff");
    expect(await textOf(told.run, diff)).toContain("-one\n+half\n");
  });

  it("says why there is no diff, where none can be made", async () => {
    const run = await opened(async ({ folder }) => {
      writeFileSync(join(folder, ".git"), "gitdir: /nowhere\n");
    });
    const notices = on
      .runEvents(run)
      .flatMap((event) => (event.t === "notice" ? [event.text] : []));
    expect(notices.join()).toContain("no diff of the work could be made");
    expect(on.store.runs.byId(run)?.state).toBe("done");
  });
});

describe("a run in a folder that is not its own", () => {
  it("says at its beginning that there will be no diff, and leaves none", async () => {
    const run = await opened(async ({ folder }) => writeFileSync(join(folder, "a.txt"), "new\n"));
    const attempt = on.runEvents(run).find(({ t }) => t === "attempt");
    expect(attempt).toMatchObject({ warning: expect.stringContaining("no diff of it is kept") });
    expect(artifactsOf(run)).toEqual([]);
  });
});

describe("a long output", () => {
  const line = "a line of what a tool has printed\n";
  const secret = `ghp_${"aB3".repeat(12)}`;
  const long = `${line.repeat(20_000)}TOKEN=${secret}\n`;
  const prints =
    (pieces: readonly string[], ends = true): DeskUnderTest["puppet"] =>
    async (run) => {
      const item = run.nextItem();
      for (const delta of pieces) run.emit({ t: "tool.output", item, delta });
      if (ends) run.emit({ t: "tool.done", item, status: "completed" });
    };
  const shownOf = (run: Uint8Array) =>
    on.runEvents(run).flatMap((event) => (event.t === "tool.output" ? [event.delta] : []));

  it("is shown so far, and kept whole beside the feed, without its secrets", async () => {
    const run = await opened(prints(long.match(/[^]{1,9000}/g) ?? []));
    expect(shownOf(run).join("")).toBe(long.slice(0, 256 * 1_024));
    const [log, ...others] = artifactsOf(run);
    if (log === undefined) throw new Error("expected a log");
    expect([others, log.kind, log.title]).toEqual([[], "log", "all that it printed"]);
    expect(await textOf(run, log)).toBe(long.replace(secret, "[hidden: GitHub token 1]"));
    const done = on.runEvents(run).find((event) => event.t === "tool.done");
    expect(done).toMatchObject({ item: log.item, truncated: true });
  });

  it("is kept as well when its tool never ends, or comes all at once", async () => {
    const run = await opened(prints([long], false));
    const [log] = artifactsOf(run);
    expect(log?.bytes).toBe(Buffer.byteLength(long.replace(secret, "[hidden: GitHub token 1]")));
  });

  it("is kept as far as an artifact goes, and says so", async () => {
    const run = await opened(prints(Array.from({ length: 6 }, () => "x".repeat(1_024 * 1_024))));
    expect(artifactsOf(run)).toMatchObject([
      { bytes: 4 * 1_024 * 1_024, truncated: true, title: "the first of what it printed" },
    ]);
  });

  it("that is short is in the feed alone", async () => {
    const run = await opened(prints([line]));
    expect([shownOf(run), artifactsOf(run)]).toEqual([[line], []]);
  });

  it("is said to be lost once the run's room is used up, and the run goes on", async () => {
    on.quotas = { ...usualQuotas, saidBytesMax: 2 * usualQuotas.saidBytesMax };
    const all = Array.from({ length: 9 }, (_, n) => `${n}${"x".repeat(4 * 1_024 * 1_024)}`);
    const run = await opened(async (its) => {
      for (const output of all) await prints([output])(its, "");
    });
    expect(artifactsOf(run)).toHaveLength(8);
    const notices = on.runEvents(run).filter(({ t }) => t === "notice");
    expect(notices).toMatchObject([{ text: expect.stringContaining("its room is used up") }]);
  });
});

describe("reading an artifact", () => {
  it("is refused to whoever is not paired any more, and finds nothing that is not there", async () => {
    const run = await opened(async (its) => {
      its.emit({ t: "tool.output", item: 3, delta: "x".repeat(300_000) });
      its.emit({ t: "tool.done", item: 3, status: "completed" });
    });
    const [log] = artifactsOf(run);
    const artifact = log?.artifact ?? randomBytes(32);
    const asked = { run, artifact, offset: 0 };
    const codeOf = async (about: Partial<typeof asked>) => {
      const query = { t: "artifact.read", id: randomBytes(16), ...asked, ...about } as const;
      const answer = await on.desk.answer(phone.id, query);
      return answer.t === "unanswered" ? answer.code : answer.t;
    };
    expect(await codeOf({})).toBe("artifact");
    expect(await codeOf({ offset: 300_000 })).toBe("NOT_FOUND");
    expect(await codeOf({ artifact: randomBytes(32) })).toBe("NOT_FOUND");
    expect(await codeOf({ run: randomBytes(16) })).toBe("NOT_FOUND");
    on.devices.revoke("machine", phone.id);
    expect(await codeOf({})).toBe("FORBIDDEN");
  });
});
