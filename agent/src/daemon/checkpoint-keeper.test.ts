// When checkpoints are signed, and that they are what the log was at.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCheckpoint, signCheckpoint } from "../audit/checkpoint.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { AuditedAgent } from "../testing/audited-agent.ts";
import { stateFolder } from "../testing/state-folder.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";

let agent: AuditedAgent;
beforeEach(async () => {
  agent = new AuditedAgent(await stateFolder());
});
afterEach(() => agent.remove());

const append = (count: number) => {
  for (let i = 0; i < count; i++) agent.store.audit.append({ what: "run.done", i }, i);
};
const signed = () => {
  const { sessionId, identity } = agent.keys;
  const read = (note: string) => readCheckpoint(nodePrimitives, identity.public, sessionId, note);
  return agent.store.checkpoints.notes().map(read);
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a checkpoint", () => {
  it("is signed after each hundred entries", async () => {
    append(99);
    await settled();
    expect(signed()).toEqual([]);
    append(1);
    await settled();
    expect(signed()).toEqual([agent.store.audit.head()]);
    append(250);
    await settled();
    append(50);
    await settled();
    expect(signed().map((head) => head?.size)).toEqual([100, 350]);
  });

  it("is signed of what there is when the program ends, once", async () => {
    append(3);
    await agent.checkpoints.stop();
    await agent.checkpoints.stop();
    expect(signed()).toEqual([agent.store.audit.head()]);
    append(200);
    await settled();
    expect(signed()).toHaveLength(1);
  });

  it("is not signed of nothing", async () => {
    await agent.checkpoints.signUpToNow();
    expect(signed()).toEqual([]);
  });

  it("that is not signed in time keeps nothing from ending, and does not touch the store later", async () => {
    const failures: unknown[] = [];
    const { promise: late, resolve: signLate } = Promise.withResolvers<string>();
    const { store, clock } = agent;
    const failed = (failure: unknown) => failures.push(failure);
    const keeper = new CheckpointKeeper({ store, clock, sign: () => late, failed });
    append(2);
    const stopping = keeper.stop();
    await settled();
    clock.advance(2_000);
    await stopping;
    agent.store.database.close();
    signLate("note");
    await settled();
    expect(failures).toEqual([]);
    agent.folder.reopenStore();
  });

  it("that cannot be signed is told, and the next one is signed all the same", async () => {
    let works = false;
    const failures: unknown[] = [];
    const keeper = new CheckpointKeeper({
      store: agent.store,
      clock: agent.clock,
      sign: (head) =>
        works
          ? signCheckpoint(nodePrimitives, agent.keys.identity, agent.keys.sessionId, head)
          : Promise.reject(new Error("on purpose")),
      failed: (failure) => failures.push(failure),
    });
    append(2);
    await keeper.signUpToNow();
    expect([signed(), failures]).toEqual([[], [new Error("on purpose")]]);
    works = true;
    await keeper.stop();
    expect(signed()).toHaveLength(1);
  });
});
