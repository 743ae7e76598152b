// Our entries among those of others, in settings of all kinds.

import { describe, expect, it } from "vitest";
import { foundHooks, hookCommand, withHooks, withoutHooks } from "./claude-hooks.ts";

const command = hookCommand({ node: "/n/node", door: "/l/longrein.js", variables: {} });
const theirs = { type: "command", command: "say 'hook claude'", timeout: 5 };
const events = ["PermissionRequest", "UserPromptSubmit"];

describe("our hooks in Claude Code's settings", () => {
  it.each([
    ["none", '{\n  "a": 1\n}\n'],
    ["others", '{\n  "model": "opus",\n  "permissions": { "deny": ["Read(.env)"] }\n}'],
    ["tabs", '{\n\t"hooks": {\n\t\t"Stop": []\n\t},\n\t"unknown": [1, null]\n}\n'],
    ["one line", '{"hooks":{"Stop":[{"hooks":[]}]},"z":1}'],
    ["CRLF", '{\r\n    "a": "\\u00e9\\n"\r\n}\r\n'],
    [
      "theirs",
      JSON.stringify({ hooks: { PermissionRequest: [{ matcher: "Bash", hooks: [theirs] }] } }),
    ],
  ])("leave all else as it was: %s", (_, source) => {
    const after = withHooks(source, command);
    expect(foundHooks(after)).toEqual({ events, command, isOff: false });
    expect(JSON.parse(withoutHooks(after))).toEqual(JSON.parse(source));
    expect(withHooks(after, command)).toBe(after);
    const indented = (text: string) => /\n[ \t]+/.exec(text)?.[0];
    expect(indented(after)).toBe(indented(source));
    expect(after.endsWith("\n")).toBe(source.endsWith("\n"));
    expect(after.includes("\r\n")).toBe(source.includes("\r\n"));
  });

  it("stay where they are when others came after them", () => {
    const ask = JSON.stringify({ hooks: [theirs] });
    const source = withHooks("{}", command).replace('}],"UserPrompt', `},${ask}],"UserPrompt`);
    expect(source).toContain("say");
    expect(withHooks(source, command)).toBe(source);
    const left = { hooks: { PermissionRequest: [{ hooks: [theirs] }] } };
    expect(JSON.parse(withoutHooks(source))).toEqual(left);
  });

  it("take the place of those that another installation has put there", () => {
    const old = withHooks(undefined, hookCommand({ node: "/old", door: "/old.js", variables: {} }));
    expect(withHooks(old, command)).toBe(withHooks(undefined, command));
  });

  it("are said to be off where all hooks are", () => {
    expect(foundHooks('{"disableAllHooks":true}')).toMatchObject({ events: [], isOff: true });
  });

  it.each([
    ["no JSON", "{"],
    ["a comment", '{ // why\n "a": 1 }'],
    ["a key that comes twice", '{"hooks":{},"hooks":{}}'],
    ["a list", "[]"],
    ["hooks that are none", '{"hooks":[]}'],
    ["an event that is no list", '{"hooks":{"PermissionRequest":{}}}'],
  ])("are not put into %s", (_, source) => {
    expect(() => withHooks(source, command)).toThrow(/expected|duplicate/);
  });
});

describe("what a hook runs", () => {
  it("is quoted for a shell, names our places, and never ends with 2", () => {
    const variables = { LONGREIN_STATE_DIR: "/a b" };
    const quoted = hookCommand({ node: "/it's", door: "/$x", variables });
    expect(quoted).toBe(`env LONGREIN_STATE_DIR='/a b' '/it'\\''s' '/$x' hook claude || true`);
    const broken = { node: "/a\nb", door: "/x", variables: {} };
    expect(() => hookCommand(broken)).toThrow("control characters");
  });
});
