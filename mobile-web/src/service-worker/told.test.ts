// What is shown of what a machine has told.

import { expect, test } from "vitest";
import { readData, readWords, shown } from "./told.ts";

const words = {
  texts: {
    approval: "{machine} asks for an approval",
    approvals: "{machine} asks for {count} approvals",
    over: "Nothing waits at {machine} any more",
  },
  machines: { abcdefghijkl: "Studio & $& co" },
};
const told = (about: object) =>
  shown(JSON.stringify({ v: 1, machine: "abcdefghijkl", name: "studio", ...about }), words);

test("an approval is shown under the machine's name here, and leads to its run", () => {
  expect(told({ kind: "approval", id: "i", run: "r", count: 1 })).toEqual({
    title: "Studio & $& co asks for an approval",
    tag: "abcdefghijkl/i",
    silent: false,
    data: { to: "#/m/abcdefgh/run/r", waits: 1 },
    over: [],
  });
});

test("several are counted, and lead to the machine's first page", () => {
  expect(told({ kind: "approval", id: "i", run: "r", count: 3 })).toMatchObject({
    title: "Studio & $& co asks for 3 approvals",
    data: { to: "#/m/abcdefgh/", waits: 3 },
  });
});

test("what is over takes the place of what was told, without a sound", () => {
  expect(told({ kind: "over", ids: ["i", "j"] })).toMatchObject({
    title: "Nothing waits at Studio & $& co any more",
    tag: "abcdefghijkl/j",
    silent: true,
    over: ["abcdefghijkl/i", "abcdefghijkl/j"],
    data: { waits: 0 },
  });
});

test("a machine that has no other name here goes by its own, and an unknown kind is shown as well", () => {
  expect(told({ machine: "other", kind: "approval" }).title).toBe("studio asks for an approval");
  expect(told({ kind: "news" }).title).toBe("Studio & $& co: Longrein");
});

test.each(["", "null", "7", "[", "{}", '{"ids":7,"count":"x","machine":{},"id":[]}'])(
  "something is shown whatever came: %j",
  (text) => {
    const { title, data, over } = shown(text, readWords(undefined));
    expect([title, data, over]).toEqual([": Longrein", { to: "#/", waits: 0 }, []]);
  },
);

test("what others wrote is read as nothing", () => {
  expect(readWords({ texts: 7, machines: { a: 1 } })).toEqual({ texts: {}, machines: { a: "" } });
  expect(readData({ to: 7, waits: "3" })).toEqual({ to: "#/", waits: 0 });
});
