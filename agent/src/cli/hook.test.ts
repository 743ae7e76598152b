// `longrein hook` as a coding agent calls it: it answers when it can, and otherwise says nothing and never fails,
// since Claude Code takes a failure for an answer.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type ControlServer, type Handlers, listenForControl } from "../control/control-server.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";

const input = JSON.stringify({ session_id: "s", hook_event_name: "PermissionRequest" });
let cli: CommandLine;
let server: ControlServer | undefined;
vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
  cli = await commandLine();
  await cli.folder.makeFolder("state");
  cli.environment["CLAUDE_CODE_ENTRYPOINT"] = "cli";
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await cli.remove();
});

const door = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));

async function listen(hook: Handlers["hook"]): Promise<void> {
  server = await listenForControl(`${cli.stateFolder}/control.sock`, { hook } as Handlers);
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function call(said = input): Promise<Ended> {
  const child = spawn(process.execPath, [door, "hook", "claude"], { env: cli.environment });
  let [out, error] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
  // It need not read what is too long to the end.
  child.stdin.on("error", () => undefined).end(said);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, error })));
}

it("hands over what it was told, and prints what it is answered", async () => {
  const heard: unknown[] = [];
  await listen((request) => {
    heard.push(request);
    return { output: '{"hookSpecificOutput":{}}' };
  });
  const { code, out } = await call();
  expect([code, out]).toEqual([0, '{"hookSpecificOutput":{}}\n']);
  expect(heard).toEqual([{ t: "hook", driver: "claude", input }]);
});

it.each([
  ["no agent runs", () => Promise.resolve(), input],
  ["nobody has answered", () => listen(() => ({})), input],
  ["the agent fails", () => listen(() => Promise.reject(new Error("broken"))), input],
  ["it is told too much", () => listen(() => ({ output: "no" })), "x".repeat(600_000)],
])("says nothing and does not fail when %s", async (_, begin, said) => {
  await begin();
  const { code, out, error } = await call(said);
  expect([code, out, error]).toEqual([0, "", ""]);
});

it("says nothing at once where nobody sits before the coding agent", async () => {
  await listen(() => ({ output: "no" }));
  cli.environment["CLAUDE_CODE_ENTRYPOINT"] = "sdk-cli";
  expect(await call()).toMatchObject({ code: 0, out: "" });
});

it("says nothing when the agent ends while it waits", async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  await listen(() => {
    resolve();
    return new Promise(() => undefined);
  });
  const ended = call();
  await asked;
  await server?.close();
  expect(await ended).toMatchObject({ code: 0, out: "" });
});

it("leaves when who has called it has gone", async () => {
  const left = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await listen((_, { signal }) => {
    signal.addEventListener("abort", () => left.resolve());
    asked.resolve();
    return new Promise(() => undefined);
  });
  const script = 'printf %s "$2" | "$0" "$1" hook claude & wait';
  const argv = ["-c", script, process.execPath, door, input];
  const caller = spawn("sh", argv, { env: cli.environment, stdio: "ignore" });
  await asked.promise;
  caller.kill("SIGKILL");
  await expect(left.promise).resolves.toBeUndefined();
});
