// The fake model by itself: what a coding agent would get of a script, in each dialect.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../until.ts";
import { FakeModel } from "./fake-model.ts";
import { calls, cutAfter, fails, says } from "./model-turn.ts";

let model: FakeModel;
beforeEach(async () => {
  model = await FakeModel.start();
});
afterEach(() => model.close());

const ask = (path: string, body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(model.url + path, {
    method: "POST",
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

const dialects = [
  ["/v1/responses", { model: "m", tools: [{ name: "t" }, { name: "u" }] }],
  ["/v1/messages", { model: "m", stream: true, tools: [{ name: "t" }, { name: "u" }] }],
  [
    "/v1/chat/completions",
    { model: "m", stream: true, tools: [{ function: { name: "t" } }, { function: { name: "u" } }] },
  ],
  [
    "/v1/models/m:streamGenerateContent",
    { tools: [{ functionDeclarations: [{ name: "t" }, { name: "u" }] }] },
  ],
] as const;

describe.each(dialects)("%s", (path, body) => {
  it("streams thoughts, text in its pieces, and calls", async () => {
    const toolCall = { name: "t", input: { word: "heron" } };
    model.script({ kind: "says", reasoning: "hm", text: ["one", "two"], calls: [toolCall] });
    const told = await (await ask(path, body)).text();
    const order = ["hm", "one", "two", "heron"].map((word) => told.indexOf(word));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(model.requests).toMatchObject([{ aside: false, model: "m", tools: ["t", "u"] }]);
    expect(model.left).toEqual([]);
  });

  it("fails as often as it was told to, and then goes on", async () => {
    model.script(fails(429, 2), says("at last"));
    expect([(await ask(path, body)).status, (await ask(path, body)).status]).toEqual([429, 429]);
    expect(await (await ask(path, body)).text()).toContain("at last");
  });

  it("hangs up in the middle", async () => {
    model.script(cutAfter("I beg"));
    await expect((await ask(path, body)).text()).rejects.toThrow("terminated");
  });

  it("notices that the other end hangs up", async () => {
    const { promise: never } = Promise.withResolvers<void>();
    model.script({ kind: "says", text: ["one"], until: never });
    const controller = new AbortController();
    const response = await ask(path, body, controller.signal);
    await response.body?.getReader().read();
    controller.abort();
    await until(() => model.requests[0]?.hungUp === true, "the end to be noticed");
    expect(model.requests).toHaveLength(1);
  });

  it("answers what offers no tools without touching the script", async () => {
    model.script(calls({ name: "t", input: {} }));
    await ask(path, { ...body, tools: [] });
    expect(model.requests).toMatchObject([{ aside: true }]);
    expect(model.left).toHaveLength(1);
  });
});
