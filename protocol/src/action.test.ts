import { describe, expect, test } from "vitest";
import {
  type Action,
  type CommandAction,
  type EditAction,
  freezeAction,
  readAction,
} from "./action.ts";
import { limitsOfEvents } from "./limits.ts";
import { fromUtf8, utf8 } from "./text.ts";

const filled = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);
const isMessage = expect.objectContaining({ code: "MESSAGE" });
const isUnsupported = expect.objectContaining({ code: "UNSUPPORTED" });

const command: CommandAction = {
  t: "command",
  v: 1,
  run: filled(16),
  driver: "demo",
  tool: "shell",
  argv: ["git", "commit", "-m", "one\ntwo"],
  cwd: "/home/you/project",
  environment: [{ name: "CI", value: "1" }, { name: "PAGER" }],
  operands: [{ path: "script.sh", sha256: filled(32) }],
};
const { argv: _argv, ...withoutArgv } = command;
const shell: CommandAction = {
  ...withoutArgv,
  shell: { program: "/bin/sh", script: "ls | wc -l" },
};
const edit: EditAction = {
  t: "edit",
  v: 1,
  run: filled(16),
  driver: "demo",
  tool: "edit",
  root: "/home/you/project",
  changes: [
    { path: "a.txt", before: filled(32), after: filled(32, 2), diff: "-a\n+b\n" },
    { path: "new.txt", after: filled(32, 2), diff: "+b\n" },
    { path: "old.txt", before: filled(32), diff: "-a\n" },
  ],
};

type Plain = Record<string, unknown>;
const plainOf = (action: Action): Plain => JSON.parse(fromUtf8(freezeAction(action))) as Plain;
const read = (value: unknown): Action => readAction(utf8(JSON.stringify(value)));

describe("an action", () => {
  test.each([command, shell, edit])("is frozen and read back: $t", (action) => {
    expect(readAction(freezeAction(action))).toEqual(action);
  });

  test("is read from exactly the bytes it was frozen to, white space and all", () => {
    const spaced = JSON.stringify(plainOf(edit), undefined, 2);
    expect(readAction(utf8(spaced))).toEqual(edit);
  });

  test("is a command with argv or with a shell, not both and not neither", () => {
    expect(() => read({ ...plainOf(command), ...shellOf(shell) })).toThrow(isMessage);
    const { argv: _left, ...neither } = plainOf(command);
    expect(() => read(neither)).toThrow(isMessage);
  });

  const shellOf = (action: CommandAction): Plain => ({ shell: plainOf(action)["shell"] });

  test("is a command that names a program", () => {
    expect(() => freezeAction({ ...command, argv: [] })).toThrow(isMessage);
  });

  test("is an edit that changes files, each of them once", () => {
    const [first = { path: "a", diff: "" }] = edit.changes;
    const withChanges = (changes: EditAction["changes"]) => freezeAction({ ...edit, changes });
    expect(() => withChanges([])).toThrow(isMessage);
    expect(() => withChanges([{ path: "a", diff: "" }])).toThrow(isMessage);
    expect(() => withChanges([first, first])).toThrow(isMessage);
  });

  test("of another version or kind cannot be read", () => {
    expect(() => read({ ...plainOf(edit), v: 2 })).toThrow(isMessage);
    expect(() => read({ ...plainOf(edit), t: "rule" })).toThrow(isUnsupported);
    for (const value of [null, [], "edit", 1, {}]) expect(() => read(value)).toThrow(isUnsupported);
  });

  test("is hostile JSON or bytes at no price", () => {
    const text = fromUtf8(freezeAction(edit));
    for (const bad of [
      text.replace('"v":1', '"v":1,"v":1'),
      text.replace('"v":1', '"v":1,"\\u0076":1'),
      text.replace('"v":1', '"v":1,"__proto__":1'),
      text.replace("a.txt", "\\ud800"),
      `\ufeff${text}`,
      `${text}}`,
    ]) {
      expect(() => readAction(utf8(bad))).toThrow(isMessage);
    }
    expect(() => readAction(Uint8Array.of(0xff))).toThrow(isMessage);
  });
});

describe("an unknown field makes an action unsignable", () => {
  const places: readonly (readonly [string, Action, readonly (string | number)[]])[] = [
    ["at the top of a command", command, []],
    ["at the top of an edit", edit, []],
    ["in a change of the environment", command, ["environment", 0]],
    ["in the last change of the environment", command, ["environment", 1]],
    ["in an operand", command, ["operands", 0]],
    ["in the shell", shell, ["shell"]],
    ["in the first change", edit, ["changes", 0]],
    ["in the last change", edit, ["changes", 2]],
  ];

  test.each(places)("%s", (_where, action, path) => {
    const plain = plainOf(action);
    const place = path.reduce<unknown>((at, step) => (at as Plain)[step], plain) as Plain;
    for (const value of [1, null, "", [], { a: 1 }]) {
      place["sudo"] = value;
      expect(() => read(plain)).toThrow(isUnsupported);
    }
    place["sudo"] = undefined;
    expect(read(plain)).toEqual(action);
  });

  test("even with the name of something every object has", () => {
    for (const name of ["toString", "constructor", "hasOwnProperty", "length"]) {
      expect(() => read({ ...plainOf(edit), [name]: 1 })).toThrow(isUnsupported);
    }
  });
});

describe("freezing refuses what no phone could read", () => {
  test("more fields than JSON may have keys", () => {
    const change = { before: filled(32), after: filled(32), diff: "" };
    const many = (count: number): Action => ({
      ...edit,
      changes: Array.from({ length: count }, (_, index) => ({ path: `${index}`, ...change })),
    });
    expect(readAction(freezeAction(many(200)))).toEqual(many(200));
    expect(() => freezeAction(many(250))).toThrow(isMessage);
  });

  test("more bytes than an event carries", () => {
    const diff = "x".repeat(1_048_576);
    const changes = [
      { path: "a", diff },
      { path: "b", diff },
    ];
    expect(() => freezeAction({ ...edit, changes })).toThrow(isMessage);
    expect(limitsOfEvents.actionBytes).toBe(2 * 1_048_576);
  });

  test("half characters, numbers and keys of the wrong length, both or neither of argv and shell", () => {
    expect(() => freezeAction({ ...command, cwd: "/tmp/\ud800" })).toThrow(isMessage);
    expect(() => freezeAction({ ...command, run: filled(15) })).toThrow(isMessage);
    expect(() => freezeAction({ ...command, v: 2 })).toThrow(isMessage);
    expect(() => freezeAction(withoutArgv)).toThrow(isMessage);
    expect(() => freezeAction({ ...shell, argv: ["ls"] })).toThrow(isMessage);
  });
});
