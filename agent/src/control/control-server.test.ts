// The control socket with real connections: who gets in, what is cut, and what an answer looks like.

import { once } from "node:events";
import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { type Socket, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { until } from "../testing/until.ts";
import { ask, isRunning } from "./control-client.ts";
import { type ControlServer, type Handlers, listenForControl } from "./control-server.ts";
import { requestLineBytesMax } from "./lines.ts";

let folder: ThrowAwayFolder;
let path: string;
let server: ControlServer | undefined;
let seen: unknown[];

beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  path = `${await folder.makeFolder("state")}/control.sock`;
  seen = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await folder.remove();
});

/** Answers all that is asked as nothing, unless it is told otherwise. */
async function listen(some: Partial<Handlers> = {}): Promise<void> {
  const nothing = new Proxy(some, {
    get: (handlers, verb): unknown =>
      Reflect.get(handlers, verb) ??
      ((request: unknown) => {
        seen.push(request);
        return {};
      }),
  });
  server = await listenForControl(path, nothing as Handlers);
}

/** All that comes back until the end. */
async function say(bytes: string | Buffer): Promise<string> {
  const socket = connect(path);
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
  socket.on("error", () => undefined);
  socket.write(bytes);
  await once(socket, "close");
  return heard;
}

describe("the control socket", () => {
  it("is its user's alone", async () => {
    await listen();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is its user's alone from the moment that it is there, so that nobody takes it for another's", async () => {
    const listening = listen();
    // The kernel has made it by now.
    expect(readdirSync(`${folder.path}/state`)).toHaveLength(1);
    expect(await isRunning(path)).toBe(false);
    await listening;
    expect(await isRunning(path)).toBe(true);
  });

  it("leaves nothing behind when it is closed", async () => {
    await listen();
    await server?.close();
    expect(readdirSync(`${folder.path}/state`)).toEqual([]);
  });

  it("takes the place of one that a killed agent has left behind", async () => {
    writeFileSync(path, "", { mode: 0o600 });
    await listen();
    expect(await ask(path, { t: "stop" })).toEqual({});
  });

  it("answers nobody through a folder or a socket that others may use", async () => {
    await listen();
    const state = `${folder.path}/state`;
    for (const [place, mode] of [
      [path, 0o666],
      [state, 0o755],
    ] as const) {
      chmodSync(place, mode);
      await expect(ask(path, { t: "stop" })).rejects.toThrow("not, or not only, yours");
      chmodSync(place, place === path ? 0o600 : 0o700);
    }
    expect(seen).toEqual([]);
  });

  it("says that nothing runs where nothing listens, be there a socket or not", async () => {
    expect(await isRunning(path)).toBe(false);
    await listen();
    expect(await isRunning(path)).toBe(true);
    const failing = ask(`${path}x`, { t: "stop" });
    await expect(failing).rejects.toMatchObject({ kind: "not-running", hint: "longrein start" });
  });

  it.each([
    ["a verb that is none", '{"t":"shell"}\n'],
    ["no JSON", "stop\n"],
    ["a key twice", '{"t":"stop","t":"kill"}\n'],
    ["a field of the wrong type", '{"t":"devices.revoke","which":1}\n'],
    ["a role that is none", '{"t":"pair","role":"king","typedCode":false}\n'],
    ["an HTTP request", "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a line without an end", "x".repeat(requestLineBytesMax + 1)],
    ["what is no UTF-8", Buffer.from([0xff, 0x0a])],
  ])("refuses %s, and does nothing", async (_, bytes) => {
    await listen();
    expect(JSON.parse(await say(bytes))).toMatchObject({ failed: { kind: "failed" } });
    expect(seen).toEqual([]);
  });

  it("passes a failure on as it is", async () => {
    const failure = new UserFailure("refused", "not that", "rather this");
    await listen({ stop: () => Promise.reject(failure) });
    const { kind, message, hint } = failure;
    await expect(ask(path, { t: "stop" })).rejects.toMatchObject({ kind, message, hint });
  });

  it("carries news and what is typed, and calls off what nobody waits for any more", async () => {
    let off = false;
    await listen({
      pair: async ({ role }, { news, onInput, signal }) => {
        signal.addEventListener("abort", () => (off = true));
        await news({ t: "offered", link: "a link", expiresAt: 1 });
        const name = await new Promise<string>((resolve) => onInput(resolve));
        return { name, role, approver: true };
      },
    });
    const heard: unknown[] = [];
    const paired = await ask(
      path,
      { t: "pair", role: "viewer", typedCode: true, withOtherApp: false },
      { news: (news) => heard.push(news), input: (send) => send("Ada") },
    );
    expect(heard).toEqual([{ t: "offered", link: "a link", expiresAt: 1 }]);
    expect(paired).toEqual({ name: "Ada", role: "viewer", approver: true });
    off = false;
    const socket: Socket = connect(path);
    socket.write('{"t":"pair","role":"viewer","typedCode":true}\n');
    await once(socket, "data");
    socket.destroy();
    await until(() => off, "the question to be called off");
  });

  it("takes nothing for an answer that is not of the verb's shape", async () => {
    const wrong = { devices: [{ device: "not bytes" }] };
    await listen({ "devices.list": () => wrong as never });
    await expect(ask(path, { t: "devices.list" })).rejects.toThrow("expected base64url");
  });
});
