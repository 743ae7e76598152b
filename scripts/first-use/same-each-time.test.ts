// What differs between two recordings of the same product, and what must not be made the same.

import { expect, test } from "vitest";
import { SameEachTime } from "./same-each-time.ts";

const link = (key: string) => `http://127.0.0.1:4711/#1${key.repeat(100)}`;

test("two runs of the same give the same text", () => {
  const one = `$ longrein approvals show 0a1b2c3d
  ${link("x")}
  or open the app and type this code:  AB12-CD34EF
0042
  root: /tmp/one/ada/state/worktrees/${"0a1b2c3d".repeat(4)}/1
  run: AAAAAAAAAAAAAAAAAAAAAA
  asked   1 second ago, 14 minutes left
agent: bafaf-gagoh-husus-zazaz, session CCCCCCCCCCCCCCCCCCCCCC
| ✔ joins two words (0.7ms)`;
  const other = `$ longrein approvals show ffee0011
  ${link("y")}
  or open the app and type this code:  99ZZ-QQQQQQ
9999
  root: /tmp/other/ada/state/worktrees/${"ffee0011".repeat(4)}/1
  run: BBBBBBBBBBBBBBBBBBBBBB
  asked   3 seconds ago, 13 minutes left
agent: rusot-bubub-midas-lifop, session DDDDDDDDDDDDDDDDDDDDDD
| ✔ joins two words (12ms)`;
  const made = (home: string, text: string) => new SameEachTime({ home, node: "/n" }).of(text);
  expect(made("/tmp/one/ada", one)).toBe(made("/tmp/other/ada", other));
});

test("what was different stays different, and what was cut stays the same", () => {
  const same = new SameEachTime({ home: "/h", node: "/n" });
  const [one = "", other = "", whole = ""] = same.of("00000001 00000002 0000000100").split(" ");
  expect(one).not.toBe(other);
  expect(whole.startsWith(one)).toBe(true);
});

test("a link leads to where it led", () => {
  const same = new SameEachTime({ home: "/h", node: "/n" });
  expect(same.of(link("x"))).toBe("http://127.0.0.1:8787/#1made-up");
  expect(same.of(link("x").replace("/#", "/app#"))).toBe("http://127.0.0.1:8787/app#1made-up");
});

test("what the product says itself is left as it is", () => {
  const said = "within 5 minutes\npaired 2 phones\n13 entries, exit code 0, 4827 of them";
  expect(new SameEachTime({ home: "/h", node: "/n" }).of(said)).toBe(said);
});
