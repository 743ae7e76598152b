import { describe, expect, test } from "vitest";
import { refuseUnknownFields } from "./unknown-fields.ts";

describe("refuseUnknownFields", () => {
  test.each([
    [{}, {}],
    [{ a: 1 }, { a: 1 }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [[], []],
    [1, 1],
  ])("lets %j pass where %j was understood", (sent, understood) => {
    expect(() => refuseUnknownFields(sent, understood, "x")).not.toThrow();
  });

  test.each([
    [{ a: 1 }, {}, "a at x"],
    [{ a: { b: 1 } }, { a: {} }, "b at x.a"],
    [{ a: [{}, { b: null }] }, { a: [{}, {}] }, "b at x.a[1]"],
    [[[{ b: 1 }]], [[{}]], "b at x[0][0]"],
    [{ toString: 1 }, {}, "toString at x"],
  ])("names what is in %j and not in %j", (sent, understood, where) => {
    expect(() => refuseUnknownFields(sent, understood, "x")).toThrow(
      expect.objectContaining({ code: "UNSUPPORTED", message: `unknown field ${where}` }),
    );
  });
});
