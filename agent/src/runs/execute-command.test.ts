// Approved commands as real processes: byte for byte what was frozen, where and with what was shown.

import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CommandAction, freezeAction } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { effects } from "../daemon/effects.ts";
import { sha256 } from "../platform/files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Performed } from "./driver.ts";
import { type Effects, executeAction } from "./execute-action.ts";

let temporary: ThrowAwayFolder;
let cwd: string;

beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  cwd = await temporary.makeFolder("workspace");
});
afterEach(() => temporary.remove());

function command(about: Partial<CommandAction>): CommandAction {
  const origin = { v: 1, run: new Uint8Array(16), driver: "test", tool: "shell" } as const;
  return { t: "command", ...origin, cwd, environment: [], operands: [], ...about };
}

async function execute(
  action: CommandAction,
  { signal = new AbortController().signal, on = effects } = {},
): Promise<Performed & { said: string }> {
  let said = "";
  const performed = await executeAction(on, freezeAction(action), signal, {
    output: (text) => (said += text),
  });
  return { ...performed, said };
}

async function putScript(name: string, text: string): Promise<void> {
  await mkdir(join(cwd, name, ".."), { recursive: true });
  await writeFile(join(cwd, name), text, { mode: 0o755 });
}

const printArguments = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
const odd = [
  "",
  " ",
  "a b",
  "$HOME `id` $(id) ; | & > < * ? ~ ! # \\",
  `"quotes" and 'quotes'`,
  "-rf",
  "--",
  "line\nbreak\r\n",
  "\u001b[2Jcleared",
  "\u202eright to left\u202c",
  "zero\u200bwidth\u2060",
  "é e\u0301 Å \u{e0041}tags",
  "🙂👩‍👩‍👧",
  "\ufeffmark",
  "=x",
  "\t\u0001\u007f",
];

describe("an approved command", () => {
  it("gets its arguments byte for byte, with no shell between", async () => {
    const argv = [process.execPath, "-e", printArguments, "--", ...odd];
    const { kind, said } = await execute(command({ argv }));
    expect(kind).toBe("done");
    expect(JSON.parse(said)).toEqual(odd);
  });

  it("runs the exact text in a shell only when a shell was shown", async () => {
    const script = "echo one; printf '%s' \"$0\" | tr a-z A-Z; exit 3";
    const performed = await execute(command({ shell: { program: "/bin/sh", script } }));
    expect(performed).toMatchObject({ kind: "done", exitCode: 3, said: "one\n/BIN/SH" });
  });

  it("runs in the folder that was shown", async () => {
    expect(await execute(command({ argv: ["pwd", "-P"] }))).toMatchObject({ said: `${cwd}\n` });
  });

  it("sees the shown changes of the environment and nothing else of ours", async () => {
    process.env["LONGREIN_TEST_SECRET"] = "canary";
    try {
      const environment = [
        { name: "ADDED", value: "a=b\nc" },
        { name: "__proto__", value: "p" },
        { name: "LANG" },
      ];
      const { said } = await execute(command({ argv: ["env", "-0"], environment }));
      const variables = said.split("\0");
      expect(variables).toContain("ADDED=a=b\nc");
      expect(variables).toContain("__proto__=p");
      expect(variables.some((variable) => variable.startsWith("LANG="))).toBe(false);
      expect(said).not.toContain("canary");
    } finally {
      delete process.env["LONGREIN_TEST_SECRET"];
    }
  });

  it("is the first of its name on the path and no other, though that one cannot be started", async () => {
    await putScript("a/tool", "#!/no/such/interpreter");
    await putScript("b/tool", "#!/bin/sh\necho another");
    const environment = [{ name: "PATH", value: `${cwd}/a:${cwd}/b` }];
    const performed = await execute(command({ argv: ["tool"], environment }));
    expect(performed).toMatchObject({ kind: "failed", said: "" });
    expect(performed).toMatchObject({ why: expect.stringContaining("ENOENT") });
  });

  it("is called as it was shown, wherever it was found", async () => {
    const shown = ["-c", 'printf %s "$0"'];
    expect(await execute(command({ argv: ["sh", ...shown] }))).toMatchObject({ said: "sh" });
    await putScript("tool", '#!/bin/sh\nprintf %s "$0"');
    expect(await execute(command({ argv: ["./tool"] }))).toMatchObject({ said: "./tool" });
  });

  it("fails, and nothing runs, when an argument holds a NUL", async () => {
    const argv = ["touch", join(cwd, "made"), "a\u0000b"];
    expect(await execute(command({ argv }))).toMatchObject({ kind: "failed", said: "" });
    expect(await effects.readWholeFile(join(cwd, "made"))).toBeUndefined();
  });

  it("says that its output is not all there when it was cut", async () => {
    const argv = [process.execPath, "-e", "process.stdout.write('é'.repeat(4 << 20))"];
    const { said, ...performed } = await execute(command({ argv }));
    expect(performed).toEqual({ kind: "done", exitCode: 0, truncated: true });
    expect(Buffer.byteLength(said)).toBeLessThanOrEqual(5 * 1_024 * 1_024);
    expect(Buffer.byteLength(said)).toBeGreaterThan(5 * 1_024 * 1_024 - 3);
  });
});

describe("an approved command is void and nothing runs when", () => {
  const touch = () => ["touch", join(temporary.path, "made")];
  const expectNothingRan = async (performed: Performed) => {
    expect(performed.kind).toBe("void");
    expect(await effects.readWholeFile(join(temporary.path, "made"))).toBeUndefined();
  };

  it("a file that it names has changed", async () => {
    await writeFile(join(cwd, "script"), "shown");
    const operands = [{ path: "script", sha256: sha256(Buffer.from("shown")) }];
    const action = command({ argv: touch(), operands });
    await writeFile(join(cwd, "script"), "swapped");
    await expectNothingRan(await execute(action));
  });

  it("a file that it names by its full path is gone", async () => {
    const operands = [{ path: join(cwd, "script"), sha256: sha256(Buffer.from("shown")) }];
    await expectNothingRan(await execute(command({ argv: touch(), operands })));
  });

  it.each(["/no/such/program", "no-such-program", ""])("there is no program %j", async (name) => {
    const performed = await execute(command({ argv: [name] }));
    expect(performed).toMatchObject({ kind: "void", why: "there is no such program" });
  });

  it("its program was not there yet when it was looked for", async () => {
    await writeFile(join(cwd, "script"), "shown");
    const operands = [{ path: "script", sha256: sha256(Buffer.from("shown")) }];
    const late: Effects = {
      ...effects,
      readWholeFile: async (path) => {
        await putScript("late", `#!/bin/sh\ntouch ${temporary.path}/made`);
        return effects.readWholeFile(path);
      },
    };
    await expectNothingRan(await execute(command({ argv: ["./late"], operands }), { on: late }));
  });

  it("its folder has become a link to another", async () => {
    await mkdir(join(temporary.path, "other"));
    await rename(cwd, join(temporary.path, "moved"));
    await symlink(join(temporary.path, "other"), cwd);
    await expectNothingRan(await execute(command({ argv: touch() })));
  });

  it("the run was stopped before it began", async () => {
    await expectNothingRan(
      await execute(command({ argv: touch() }), { signal: AbortSignal.abort() }),
    );
  });
});
