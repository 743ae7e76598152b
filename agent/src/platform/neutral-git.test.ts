// Git in a repository that means harm: whatever programs it names, none of them is started.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { neutralGit } from "./neutral-git.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
let repository: string;
let trap: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  repository = await folder.makeFolder("repository");
  trap = join(folder.path, "trap.sh");
  await writeFile(trap, `#!/bin/sh\necho "$0 $*" >> ${folder.path}/sprung\nexit 0\n`);
  await chmod(trap, 0o755);
  await ours("init", "--quiet");
});
afterEach(() => folder.remove());

const sprung = () => existsSync(join(folder.path, "sprung"));
const author = ["-c", "user.name=x", "-c", "user.email=x@localhost"];
const ours = (...command: readonly string[]) => neutralGit(repository, [...author, ...command]);
const plain = (...command: readonly string[]) =>
  execFileSync("git", [...author, ...command], { cwd: repository, stdio: "ignore" });

async function addAndCommit(git: (...command: readonly string[]) => unknown): Promise<void> {
  await writeFile(join(repository, "a.txt"), `${Math.random()}\n`);
  await git("add", "--all");
  await git("status", "--porcelain");
  await git("commit", "--quiet", "--message", "x");
}

describe("a repository that names programs to start", () => {
  const named: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      "as a hook",
      async () => {
        await mkdir(join(repository, ".git/hooks"), { recursive: true });
        const hook = join(repository, ".git/hooks/pre-commit");
        await writeFile(hook, `#!/bin/sh\nexec ${trap}\n`);
        await chmod(hook, 0o755);
      },
    ],
    [
      "as hooks elsewhere",
      async () => {
        const hooks = await folder.makeFolder("hooks");
        await writeFile(join(hooks, "pre-commit"), `#!/bin/sh\nexec ${trap}\n`);
        await chmod(join(hooks, "pre-commit"), 0o755);
        plain("config", "core.hooksPath", hooks);
      },
    ],
    ["as a watcher of files", async () => plain("config", "core.fsmonitor", trap)],
    [
      "as a filter",
      async () => {
        await writeFile(join(repository, ".gitattributes"), "* filter=x\n");
        plain("config", "filter.x.clean", trap);
      },
    ],
    [
      "as a filter with an odd name that must not be missing",
      async () => {
        await writeFile(join(repository, ".gitattributes"), "* filter=a=b.c\n");
        plain("config", "filter.a=b.c.process", trap);
        plain("config", "filter.a=b.c.required", "true");
      },
    ],
    [
      "as a filter, in settings that it includes",
      async () => {
        await writeFile(join(repository, ".gitattributes"), "* filter=x\n");
        const included = join(folder.path, "included");
        await writeFile(included, `[filter "x"]\n\tclean = ${trap}\n`);
        plain("config", "include.path", included);
      },
    ],
    [
      "as a signer",
      async () => {
        plain("config", "commit.gpgSign", "true");
        plain("config", "gpg.program", trap);
      },
    ],
  ];

  it.each(named)("%s starts none", async (_, arm) => {
    await arm();
    await addAndCommit(ours);
    expect(sprung()).toBe(false);
    // The trap is a real one: git as everybody calls it walks into it.
    await addAndCommit((...command) => {
      try {
        plain(...command);
      } catch {
        // A trap may also make git fail.
      }
    });
    expect(sprung()).toBe(true);
  });

  it("as hooks that are settings, which git 2.54 and later run, finds each of them off", async () => {
    plain("config", "hook.on-checkout.event", "post-checkout");
    plain("config", "hook.on-checkout.command", trap);
    plain("config", "hook.Of Two.Words.command", trap);
    plain("config", "hook.of two.Words.enabled", "true");
    const isOn = (hook: string) => ours("config", "--get", "--type=bool", `hook.${hook}.enabled`);
    for (const hook of ["on-checkout", "Of Two.Words", "of two.Words"]) {
      expect(await isOn(hook)).toBe("false\n");
    }
  });

  it("as a way to another repository reaches none", async () => {
    const source = `ext::${trap} %S`;
    plain("config", "protocol.ext.allow", "always");
    await expect(ours("fetch", source)).rejects.toThrow("not allowed");
    expect(sprung()).toBe(false);
    expect(() => plain("fetch", source)).toThrow("git");
    expect(sprung()).toBe(true);
  });
});

describe("git", () => {
  it("says what it printed", async () => {
    await addAndCommit(ours);
    expect(await ours("log", "--format=%s by %an")).toBe("x by x\n");
  });

  it("that fails says what it said", async () => {
    await expect(ours("checkout", "nowhere")).rejects.toThrow(/git failed: .*nowhere/);
  });
});
