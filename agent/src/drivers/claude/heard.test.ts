// Lines of Claude Code, and lines that are none.

import { describe, expect, it } from "vitest";
import { hear, requestIn } from "./heard.ts";

const line = (message: object) => JSON.stringify(message);

describe("what is heard", () => {
  it.each(["", "no JSON", "null", "7", "[1,2]", '{"half":', '{"type":7}', '{"type":"new"}'])(
    "of %j is nothing",
    (text) => expect(hear(text)).toBeUndefined(),
  );

  it.each([
    { type: "control_request" },
    { type: "control_response", response: null },
    { type: "control_cancel_request", request_id: 7 },
    { type: "user", message: { content: "words" } },
    { type: "user", isReplay: true },
  ])("of %j is nothing", (message) => expect(hear(line(message))).toBeUndefined());

  it("is a request that is not known, so that it can be refused", () => {
    const message = { type: "control_request", request_id: "r", request: { subtype: "new_thing" } };
    expect(hear(line(message))).toEqual({ kind: "request", id: "r", subtype: "new_thing" });
  });

  it("is an answer, or an error with its reason", () => {
    const success = { subtype: "success", request_id: "c", response: { mode: "plan" } };
    expect(hear(line({ type: "control_response", response: success }))).toEqual({
      kind: "answer",
      id: "c",
      content: { mode: "plan" },
    });
    const error = { subtype: "error", request_id: "c", error: "no such mode" };
    expect(hear(line({ type: "control_response", response: error }))).toMatchObject({
      error: "no such mode",
    });
  });

  it("is the results of tools, their text put together", () => {
    const content = [
      { type: "tool_result", tool_use_id: "a", content: "out", is_error: true },
      {
        type: "tool_result",
        tool_use_id: "b",
        content: [{ text: "one" }, { image: 1 }, { text: "two" }],
      },
    ];
    expect(hear(line({ type: "user", message: { content } }))).toMatchObject({
      kind: "results",
      results: [
        { call: "a", text: "out", failed: true },
        { call: "b", text: "onetwo", failed: false },
      ],
    });
  });
});

describe("a line that was too long", () => {
  it("is known by its beginning if it asks something", () => {
    const asks = line({ type: "control_request", request_id: "r-1", request: { input: "x" } });
    expect(requestIn(asks.slice(0, 80))).toBe("r-1");
    expect(requestIn(line({ type: "user", message: { request_id: "r-1" } }))).toBeUndefined();
  });
});
