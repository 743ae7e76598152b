// The agent's keys: made once, whole, for one user alone; anything else is refused and left as it is.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  readFile,
  readdir,
  rename,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { equalBytes, sessionIdPreimage } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AgentKeys, loadOrCreateKeys, replaceKeys } from "./agent-keys.ts";
import { KeyFileFailure } from "./key-file.ts";
import { nodePrimitives } from "./node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
let file: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  file = `${folder.path}/keys`;
});
afterEach(() => folder.remove());

const message = new TextEncoder().encode("signed");

describe("the agent's keys", () => {
  it("are made at the first start and the same ever after", () => {
    const [made, read] = [loadOrCreateKeys(folder.path), loadOrCreateKeys(folder.path)];
    expect(read.sessionId).toEqual(made.sessionId);
    expect(read.noise).toEqual(made.noise);
    expect(read.master).toEqual(made.master);
    expect(read.identity.public).toEqual(made.identity.public);
    expect(read.relay.public).toEqual(made.relay.public);
  });

  it("are another agent's in another folder, and four that differ", async () => {
    const other = await throwAwayFolder("longrein-test-");
    const [one, two] = [loadOrCreateKeys(folder.path), loadOrCreateKeys(other.path)];
    await other.remove();
    const all = [one, two].flatMap(({ noise, identity, relay, master }) => [
      noise.secret,
      identity.public,
      relay.public,
      master,
    ]);
    expect(new Set(all.map((key) => Buffer.from(key).toString("hex"))).size).toBe(8);
  });

  it("sign what their public halves verify, and name the session", async () => {
    const { identity, relay, noise, sessionId } = loadOrCreateKeys(folder.path);
    for (const { sign, public: key } of [identity, relay]) {
      const signature = await sign(message);
      expect(nodePrimitives.ed25519Verify(key, message, signature)).toBe(true);
    }
    expect(noise.public).toEqual(nodePrimitives.x25519Public(noise.secret));
    const digest = nodePrimitives.sha256(sessionIdPreimage(relay.public));
    expect(sessionId).toEqual(digest.slice(0, 16));
  });

  it("lie in one file that its user alone can read, with no draft beside it", async () => {
    loadOrCreateKeys(folder.path);
    expect(await readdir(folder.path)).toEqual(["keys"]);
    const { mode, size } = await stat(file);
    expect([mode & 0o777, size]).toEqual([0o600, 16 + 4 * 32]);
  });

  it("are one agent's, though eight programs make them at the same moment", async () => {
    const module = fileURLToPath(new URL("agent-keys.ts", import.meta.url));
    const program = `
      const { loadOrCreateKeys } = await import(${JSON.stringify(module)});
      while (Date.now() < ${Date.now() + 600});
      const { sessionId } = loadOrCreateKeys(${JSON.stringify(folder.path)});
      process.stdout.write(Buffer.from(sessionId).toString("hex"));`;
    const said = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const argv = ["--input-type=module", "-e", program];
        const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
        let out = "";
        child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
        const [code] = await once(child, "close");
        return `${String(code)} ${out}`;
      }),
    );
    const { sessionId } = loadOrCreateKeys(folder.path);
    expect(new Set(said)).toEqual(new Set([`0 ${Buffer.from(sessionId).toString("hex")}`]));
    expect(await readdir(folder.path)).toEqual(["keys"]);
  });
});

describe("keys that are replaced", () => {
  const publics = ({ noise, identity, relay, sessionId }: AgentKeys) => ({
    noise: noise.public,
    identity: identity.public,
    relay: relay.public,
    sessionId,
  });

  it.each([
    ["session", ["noise", "identity"]],
    ["identity", []],
  ] as const)("for another %s are others, and what the store is sealed by stays", (what, stay) => {
    const before = loadOrCreateKeys(folder.path);
    const after = replaceKeys(folder.path, what);
    const [old, fresh] = [publics(before), publics(after)];
    const same = Object.entries(old).filter(([name, key]) =>
      Object.entries(fresh).some((each) => each[0] === name && equalBytes(each[1], key)),
    );
    expect(same.map(([name]) => name)).toEqual(stay);
    expect(after.master).toEqual(before.master);
    expect(publics(loadOrCreateKeys(folder.path))).toEqual(fresh);
  });

  it("are nowhere any more, though the file was a link", async () => {
    const { noise } = loadOrCreateKeys(folder.path);
    await rename(file, `${folder.path}/elsewhere`);
    await symlink(`${folder.path}/elsewhere`, file);
    replaceKeys(folder.path, "identity");
    expect((await readdir(folder.path)).toSorted()).toEqual(["elsewhere", "keys"]);
    const bytes = await readFile(`${folder.path}/elsewhere`);
    expect([bytes.length, bytes.includes(Buffer.from(noise.secret))]).toEqual([144, false]);
  });
});

describe("a key file is refused and left as it is when", () => {
  const expectRefused = async () => {
    const before = await readFile(file);
    expect(() => loadOrCreateKeys(folder.path)).toThrow(KeyFileFailure);
    expect(await readFile(file)).toEqual(before);
  };

  it.each(["640", "604", "620", "602", "610", "601", "777"])("its mode is %s", async (octal) => {
    const mode = Number.parseInt(octal, 8);
    loadOrCreateKeys(folder.path);
    await chmod(file, mode);
    await expectRefused();
    expect((await stat(file)).mode & 0o777).toBe(mode);
  });

  it("a link stands there, to a file that others may read", async () => {
    loadOrCreateKeys(folder.path);
    await rename(file, `${folder.path}/elsewhere`);
    await chmod(`${folder.path}/elsewhere`, 0o644);
    await symlink(`${folder.path}/elsewhere`, file);
    await expectRefused();
  });

  it.each([0, 1, 16, 143, 145])("there are %i bytes in it", async (size) => {
    loadOrCreateKeys(folder.path);
    await truncate(file, size);
    await expectRefused();
  });

  it("what it holds is something else of the right length", async () => {
    await writeFile(file, Buffer.alloc(144), { mode: 0o600 });
    await expectRefused();
  });
});
