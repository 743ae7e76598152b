// Forms that coding agents want filled in, as questions; and answers, as forms.

import { describe, expect, it } from "vitest";
import { readForm } from "./question-form.ts";

const form = (properties: object, message = "What?") =>
  readForm({ mode: "form", message, requestedSchema: { type: "object", properties } });
const answered = (...parts: readonly { choices: number[]; text?: string }[]) => ({
  declined: false,
  parts,
});

describe("a form", () => {
  it("with a choice and words beside it is one question", () => {
    const read = form({
      colour: {
        title: "Choice",
        type: "string",
        oneOf: [
          { const: "r", title: "Red", description: "warm" },
          { const: "b", title: "Blue" },
        ],
      },
      colour_custom: { title: "Other", type: "string" },
    });
    expect(read?.parts).toEqual([
      {
        text: "What?",
        choices: [{ label: "Red", says: "warm" }, { label: "Blue" }],
        many: false,
        free: true,
        secret: false,
      },
    ]);
    expect(read?.fill(answered({ choices: [1] }))).toEqual({ colour: "b" });
    expect(read?.fill(answered({ choices: [], text: "Green" }))).toEqual({
      colour_custom: "Green",
    });
  });

  it("has a question for each field, in the kind of each", () => {
    const read = form({
      name: { type: "string", description: "Your name" },
      age: { type: "integer", title: "Age" },
      sure: { type: "boolean" },
      some: { type: "array", items: { enum: ["a", "b", "c"] } },
      key: { type: "string", format: "password" },
    });
    expect(read?.parts.map(({ text }) => text)).toEqual([
      "Your name",
      "Age",
      "sure",
      "some",
      "key",
    ]);
    expect(read?.parts.map(({ many }) => many)).toEqual([false, false, false, true, false]);
    expect(read?.parts[4]?.secret).toBe(true);
    const answer = answered(
      { choices: [], text: "Ada" },
      { choices: [], text: "36" },
      { choices: [1] },
      { choices: [0, 2] },
      { choices: [] },
    );
    expect(read?.fill(answer)).toEqual({ name: "Ada", age: 36, sure: false, some: ["a", "c"] });
  });

  it("is complete once all is filled in that has to be", () => {
    const properties = { name: { type: "string" }, sure: { type: "boolean" } };
    const read = readForm({ requestedSchema: { properties, required: ["sure"] } });
    expect(read?.isComplete({ sure: false })).toBe(true);
    expect(read?.isComplete({ name: "Ada" })).toBe(false);
    expect(read?.isComplete({ sure: true, age: Number("many") })).toBe(false);
  });

  it.each([
    ["a page in a browser", { mode: "url", url: "https://example.org" }],
    ["no fields", { mode: "form", requestedSchema: { properties: {} } }],
    ["no schema", {}],
    ["fields within fields", { requestedSchema: { properties: { a: { type: "object" } } } }],
    ["a list of anything", { requestedSchema: { properties: { a: { type: "array" } } } }],
    ["nothing", undefined],
  ])("is not %s", (_, params) => {
    expect(readForm(params)).toBeUndefined();
  });
});
