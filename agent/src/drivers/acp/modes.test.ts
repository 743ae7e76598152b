// Modes in which a coding agent does not ask are known by their names, and not offered.

import { describe, expect, it } from "vitest";
import { isCareless, modelOption, modelsIn, modesOf } from "./modes.ts";

describe("a mode", () => {
  it.each(["default", "plan", "read-only", "ask", "build", "manual", "workspace-write"])(
    "called %s may be used",
    (mode) => expect(isCareless(mode)).toBe(false),
  );
  it.each([
    "yolo",
    "autoEdit",
    "auto",
    "acceptEdits",
    "bypassPermissions",
    "dontAsk",
    "agent-full-access",
    "danger-full-access",
    "never",
  ])("called %s may not", (mode) => expect(isCareless(mode)).toBe(true));

  it("is told with its title, and the present one too", () => {
    const availableModes = [{ id: "default", name: "Ask" }, { id: "yolo" }, { id: "plan" }, {}];
    expect(modesOf({ modes: { currentModeId: "yolo", availableModes } })).toEqual({
      current: "yolo",
      careful: [
        { name: "default", title: "Ask" },
        { name: "plan", title: "plan" },
      ],
    });
    expect(modesOf(undefined)).toEqual({ current: undefined, careful: [] });
  });
});

describe("the models", () => {
  it("are the choices of an option, in groups or not", () => {
    const option = {
      id: "m",
      category: "model",
      options: [{ value: "a", name: "A" }, { name: "group", options: [{ value: "b" }] }, { no: 1 }],
    };
    const session = { configOptions: [{ id: "mode" }, option] };
    expect(modelsIn(modelOption(session))).toEqual([
      { name: "a", title: "A" },
      { name: "b", title: "b" },
    ]);
    expect(modelsIn(modelOption({}))).toEqual([]);
  });
});
