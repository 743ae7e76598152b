import { describe, expect, test } from "vitest";
import {
  type ShapeOf,
  bytes,
  flag,
  integer,
  isRecord,
  list,
  object,
  oneOf,
  optional,
  text,
  union,
} from "./shape.ts";

const isMessage = expect.objectContaining({ code: "MESSAGE" });
const isUnsupported = expect.objectContaining({ code: "UNSUPPORTED" });
const notObjects = [null, undefined, 0, "", true, [], [{}]];

describe("a text", () => {
  test("may have so many UTF-8 bytes and not one more", () => {
    expect(text(4).parse("abcd", "x")).toBe("abcd");
    expect(text(4).parse("éé", "x")).toBe("éé");
    expect(text(0).parse("", "x")).toBe("");
    expect(() => text(4).parse("abcde", "x")).toThrow(isMessage);
    expect(() => text(4).parse("ééa", "x")).toThrow(isMessage);
  });

  test.each([null, undefined, 1, true, {}, ["a"], "\ud800"])("is not %j", (value) => {
    expect(() => text(100).parse(value, "x")).toThrow(isMessage);
  });
});

describe("bytes", () => {
  test("are base64url of exactly their length", () => {
    expect(bytes(2).parse("AQI", "x")).toEqual(Uint8Array.of(1, 2));
    expect(bytes(2).plain(Uint8Array.of(1, 2))).toBe("AQI");
    for (const wrong of ["AQ", "AQID", "AQI=", "AQJ", "", 1, null, undefined, [1, 2]]) {
      expect(() => bytes(2).parse(wrong, "x")).toThrow(isMessage);
    }
  });

  test("with a bound may be fewer", () => {
    const bounded = bytes({ max: 2 });
    expect(bounded.parse("", "x")).toEqual(new Uint8Array());
    expect(bounded.parse("AQI", "x")).toEqual(Uint8Array.of(1, 2));
    expect(() => bounded.parse("AQID", "x")).toThrow(isMessage);
  });
});

describe("an integer", () => {
  test("is within its bounds", () => {
    for (const value of [1, 2, 3]) expect(integer(1, 3).parse(value, "x")).toBe(value);
    for (const value of [0, 4, -1])
      expect(() => integer(1, 3).parse(value, "x")).toThrow(isMessage);
    expect(integer(0).parse(Number.MAX_SAFE_INTEGER, "x")).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([2 ** 53, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", null, undefined, true, [1]])(
    "is not %j",
    (value) => {
      expect(() => integer(0).parse(value, "x")).toThrow(isMessage);
    },
  );
});

describe("a flag and a choice", () => {
  test("are what they are and nothing that resembles them", () => {
    expect(flag.parse(false, "x")).toBe(false);
    for (const value of [0, 1, "true", null, undefined]) {
      expect(() => flag.parse(value, "x")).toThrow(isMessage);
    }
    const choice = oneOf("red", "green");
    expect(choice.parse("green", "x")).toBe("green");
    for (const value of ["Red", "", 0, null, ["red"], "toString", "length"]) {
      expect(() => choice.parse(value, "x")).toThrow(isMessage);
    }
  });
});

describe("a list", () => {
  test("has at most so many items, each of its shape", () => {
    const small = list(integer(0), 2);
    expect(small.parse([], "x")).toEqual([]);
    expect(small.parse([1, 2], "x")).toEqual([1, 2]);
    expect(() => small.parse([1, 2, 3], "x")).toThrow(isMessage);
    expect(() => small.parse([1, "2"], "x")).toThrow(/x\[1\]/);
    for (const value of [null, undefined, "12", { length: 0 }, 1]) {
      expect(() => small.parse(value, "x")).toThrow(isMessage);
    }
  });
});

describe("an object", () => {
  const shape = object({ name: text(8), size: optional(integer(0)), hash: bytes(1) });

  test("has its fields, perhaps its optional ones, and loses all others", () => {
    const value: ShapeOf<typeof shape> = shape.parse(
      { name: "a", hash: "AQ", extra: 1, toString: 2 },
      "x",
    );
    expect(value).toEqual({ name: "a", hash: Uint8Array.of(1) });
    expect(Object.keys(value)).toEqual(["name", "hash"]);
    expect(shape.parse({ name: "a", size: 3, hash: "AQ" }, "x").size).toBe(3);
  });

  test("names the field that is missing or wrong", () => {
    expect(() => shape.parse({ hash: "AQ" }, "x")).toThrow(/x\.name/);
    expect(() => shape.parse({ name: "a", size: "3", hash: "AQ" }, "x")).toThrow(/x\.size/);
    expect(() => shape.parse({ name: "a", size: null, hash: "AQ" }, "x")).toThrow(/x\.size/);
    for (const value of notObjects) expect(() => shape.parse(value, "x")).toThrow(isMessage);
  });

  test("does not find its fields in a prototype", () => {
    expect(() => object({ toString: text(8) }).parse({}, "x")).toThrow(isMessage);
    expect(() => object({ constructor: flag }).parse({}, "x")).toThrow(isMessage);
  });

  test("turns back into what JSON shall hold, without what is absent", () => {
    expect(shape.plain({ name: "a", hash: Uint8Array.of(1) })).toEqual({ name: "a", hash: "AQ" });
    const inner = object({ list: list(bytes(1), 2), shape });
    const value = {
      list: [Uint8Array.of(2)],
      shape: { name: "b", size: 0, hash: Uint8Array.of(1) },
    };
    expect(inner.plain(value)).toEqual({
      list: ["Ag"],
      shape: { name: "b", size: 0, hash: "AQ" },
    });
    expect(inner.parse(inner.plain(value), "x")).toEqual(value);
  });
});

describe("a union", () => {
  const shape = union({ circle: { r: integer(0) }, dot: {} });

  test("is what its t says", () => {
    expect(shape.parse({ t: "circle", r: 1, x: 2 }, "x")).toEqual({ t: "circle", r: 1 });
    expect(shape.parse({ t: "dot" }, "x")).toEqual({ t: "dot" });
    expect(shape.plain({ t: "circle", r: 1 })).toEqual({ t: "circle", r: 1 });
  });

  test("of an unknown kind is UNSUPPORTED, of a known and malformed one MESSAGE", () => {
    for (const value of [{ t: "square" }, { t: 1 }, {}, { t: "__proto__" }, ...notObjects]) {
      expect(() => shape.parse(value, "x")).toThrow(isUnsupported);
    }
    expect(() => shape.parse({ t: "circle" }, "x")).toThrow(isMessage);
  });

  test("cannot be turned back if a program made up its kind", () => {
    const made = { t: "square" } as unknown as { readonly t: "dot" };
    expect(() => shape.plain(made)).toThrow(isUnsupported);
  });
});

test("a record is an object and neither null nor a list", () => {
  expect(isRecord({})).toBe(true);
  for (const value of notObjects) expect(isRecord(value)).toBe(false);
});
