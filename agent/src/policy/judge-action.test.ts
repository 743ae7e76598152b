// The policy as a table: what is said of which action, before anybody is asked.

import {
  type Action,
  type CommandAction,
  type PolicyProfile,
  policyProfiles,
} from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { leastProcessorMs, processorMs } from "../testing/processor-time.ts";
import { type Circumstances, judgeAction } from "./judge-action.ts";
import type { RiskLevel } from "./remark.ts";

const folder = "/home/ada/work";
const around: Circumstances = { folder, isOwn: false, profile: "balanced" };
const origin = { v: 1, run: new Uint8Array(16), driver: "test", tool: "any" } as const;

function command(about: Partial<CommandAction>): Action {
  return { t: "command", ...origin, cwd: folder, environment: [], operands: [], ...about };
}

const shell = (script: string) => command({ shell: { program: "/bin/sh", script } });

const digest = new Uint8Array(32);
const alwaysFastMs = 50;

function edit(paths: readonly string[], root = folder): Action {
  const changes = paths.map((path) => ({ path, before: digest, after: digest, diff: "" }));
  return { t: "edit", ...origin, root, changes };
}

function deletion(path: string): Action {
  const changes = [{ path, before: digest, diff: "" }];
  return { t: "edit", ...origin, root: folder, changes };
}

const asked: readonly (readonly [Action, RiskLevel, ...string[]])[] = [
  [shell("npm test"), "medium", "is a command of which nothing is known"],
  [shell("sudo ls"), "high", "runs with another user's rights"],
  [shell("rm -rf build"), "high", "deletes files for good"],
  [shell("rm build \\\n  -r"), "high", "deletes files for good"],
  [command({ argv: ["rm", "--", "x", "-f"] }), "high", "deletes files for good"],
  [shell("rm --recursive x"), "high", "deletes files for good"],
  [shell("find . -name x -delete"), "high", "deletes files for good"],
  [shell("dd if=x of=/dev/sda"), "high", "writes to a device"],
  [shell("npx left-pad"), "medium", "downloads a program and runs it"],
  [shell("pnpm dlx left-pad"), "medium", "downloads a program and runs it"],
  [shell("pip3 install x"), "medium", "installs packages"],
  [shell("git  push origin"), "high", "publishes something"],
  [shell("npm publish"), "high", "publishes something"],
  [shell("git reset --hard"), "high", "discards changes"],
  [shell("git clean -xd"), "high", "discards changes"],
  [shell("curl https://example.org"), "medium", "talks to the network"],
  [shell("cat x |\n bash"), "high", "runs what it has just read"],
  [shell("npm i left-pad"), "medium", "installs packages"],
  [shell("cargo  --locked install x"), "medium", "installs packages"],
  [shell("chmod +x x"), "medium", "changes rights of files"],
  [command({ argv: ["ls"], cwd: `${folder}/sub` }), "low"],
  [command({ argv: ["ls"], cwd: "/tmp" }), "high", "runs outside the workspace"],
  [command({ argv: ["ls"], cwd: `${folder}-2` }), "high", "runs outside the workspace"],
  [command({ argv: ["ls"], cwd: `${folder}/../x` }), "high", "runs outside the workspace"],
  [command({ argv: ["ls"], environment: [{ name: "PATH", value: "." }] }), "high", "sets PATH"],
  [
    command({ argv: ["ls"], environment: [{ name: "LD_PRELOAD", value: "x" }] }),
    "high",
    "sets LD_PRELOAD",
  ],
  [
    command({ argv: ["ls"], environment: [{ name: "https_proxy" }] }),
    "high",
    "removes https_proxy",
  ],
  [command({ argv: ["ls"], environment: [{ name: "MY_PATH" }] }), "medium", "removes MY_PATH"],
  [command({ argv: ["ls"], environment: [{ name: "CI" }] }), "medium", "removes CI"],
  [edit(["src/a.ts"]), "low"],
  [edit(["src/a.ts"], `${folder}/sub`), "low"],
  [edit([".gitignore", "src/gitter/x", "x.envy"]), "low"],
  [edit([".git/hooks/pre-commit"]), "high", "touches git's own folder"],
  [edit(["sub/.GIT/config"]), "high", "touches git's own folder"],
  [edit([".git"]), "high", "touches git's own folder"],
  [edit(["git~1/config"]), "high", "touches git's own folder"],
  [edit(["hooks/pre-commit"], `${folder}/.git`), "high", "touches git's own folder"],
  [edit(["settings.json"], `${folder}/.claude`), "high", "changes how coding agents behave"],
  [edit([".gi\u200ct/config"]), "high", "names a file with characters that nobody sees"],
  [edit([".gitattributes"]), "high", "changes what git runs or fetches"],
  [edit([".claude/settings.json"]), "high", "changes how coding agents behave"],
  [edit(["docs/AGENTS.md"]), "high", "changes how coding agents behave"],
  [edit([".cursor/rules/a.mdc"]), "high", "changes how coding agents behave"],
  [edit([".mcp.json"]), "high", "changes which tools agents may start"],
  [edit([".github/workflows/ci.yml"]), "high", "changes what CI runs"],
  [edit([".gitlab-ci.yml"]), "high", "changes what CI runs"],
  [edit(["ci/Jenkinsfile"]), "high", "changes what CI runs"],
  [edit([".husky/pre-commit"]), "high", "changes what git runs or fetches"],
  [edit([".gitmodules"]), "high", "changes what git runs or fetches"],
  [edit([".vscode/tasks.json"]), "high", "changes what runs when a folder is opened"],
  [edit(["sub/.envrc"]), "high", "changes what runs when a folder is opened"],
  [edit([".npmrc"]), "high", "touches secrets"],
  [edit(["deploy/server.PEM"]), "high", "touches secrets"],
  [edit(["pnpm-lock.yaml"]), "medium", "changes dependencies"],
  [edit(["requirements-dev.txt"]), "medium", "changes dependencies"],
  [edit(["pyproject.toml"]), "medium", "changes dependencies"],
  [edit(["Dockerfile"]), "medium", "changes dependencies"],
  ...[
    "Makefile",
    "GNUmakefile",
    "rules.mk",
    "CMakeLists.txt",
    "justfile",
    "Rakefile",
    "build.rs",
    "docker-compose.prod.yml",
    "tox.ini",
    "tests/conftest.py",
    "sitecustomize.py",
    "web/vite.config.ts",
    "gulpfile.js",
    ".eslintrc.cjs",
    ".bashrc",
    ".cargo/config.toml",
    "node_modules/x/index.js",
    ".venv/bin/python",
  ].map((path) => [edit([path]), "medium", "changes what builds and tests run"] as const),
  ...[
    "AGENTS.override.md",
    ".agents/skills/a/SKILL.md",
    "QWEN.md",
    ".clinerules",
    ".roo/rules/a.md",
  ].map((path) => [edit([path]), "high", "changes how coding agents behave"] as const),
  ...[".lefthook.yml", ".githooks/pre-commit"].map(
    (path) => [edit([path]), "high", "changes what git runs or fetches"] as const,
  ),
  ...[".forgejo/workflows/a.yml", ".gitea/workflows/a.yml", ".woodpecker.yml", ".drone.yml"].map(
    (path) => [edit([path]), "high", "changes what CI runs"] as const,
  ),
  ...[".mise.toml", ".devcontainer.json"].map(
    (path) => [edit([path]), "high", "changes what runs when a folder is opened"] as const,
  ),
  ...["prod.env", "deploy/tls.key", ".ssh/config"].map(
    (path) => [edit([path]), "high", "touches secrets"] as const,
  ),
  ...[".yarnrc.yml", ".pnpmfile.cjs", "bunfig.toml", "gradlew"].map(
    (path) => [edit([path]), "medium", "changes what builds and tests run"] as const,
  ),
  [edit(["requirements/base.txt"]), "medium", "changes dependencies"],
  [edit(["src/config.ts", "makefile.md", "src/rc.ts", "venv.py"]), "low"],
  [edit(["my-package.json.ts", "agents.md.bak", "src/dockerfile.ts"]), "low"],
  [edit(["web/package-lock.json"]), "medium", "changes dependencies"],
  [edit(["Cargo.toml"]), "medium", "changes dependencies"],
  [edit(["db/migrations/1.sql"]), "medium", "changes a database migration"],
  [edit([".env.local"]), "high", "touches secrets"],
  [deletion("a"), "medium", "deletes 1 file"],
  [edit(Array.from({ length: 12 }, (_, i) => `f${i}`)), "low"],
  [edit(Array.from({ length: 13 }, (_, i) => `f${i}`)), "medium", "changes 13 files"],
];

const never: readonly (readonly [string, Action])[] = [
  ["an edit of the parent folder", edit(["../x"])],
  ["an edit that leaves by the middle of a path", edit(["a/../../x"])],
  ["an edit of an absolute path", edit(["/etc/passwd"])],
  ["an edit with a NUL in its path", edit(["a\0b"])],
  ["an edit whose folder is another", edit(["x"], "/home/ada")],
  ["an edit whose folder only begins like the workspace", edit(["x"], `${folder}-2`)],
  ["an edit whose folder leads out again", edit(["x"], `${folder}/../secret`)],
  [
    "a variable that sets another",
    command({ argv: ["x"], environment: [{ name: "A=B", value: "c" }] }),
  ],
  ["a variable without a name", command({ argv: ["x"], environment: [{ name: "", value: "c" }] })],
  [
    "a variable that is set twice",
    command({
      argv: ["x"],
      environment: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    }),
  ],
];

describe("policy", () => {
  const rows = asked.map(([action, level, ...reasons]) => [action, level, reasons] as const);
  it.each(rows)("asks about row %#", (action, level, reasons) => {
    expect(judgeAction(action, around)).toEqual({ kind: "ask", tier: 1, risk: { level, reasons } });
  });

  it.each(never)("never asks about %s", (_, action) => {
    expect(judgeAction(action, around).kind).toBe("never");
  });

  it("names each reason once and the highest risk of all", () => {
    const verdict = judgeAction(shell("curl x; curl y; sudo z"), around);
    const reasons = ["runs with another user's rights", "talks to the network"];
    expect(verdict).toMatchObject({ risk: { level: "high", reasons } });
  });

  it("gives no more reasons than a phone can be told", () => {
    const environment = Array.from({ length: 256 }, (_, i) => ({ name: `V${i}`, value: "" }));
    const verdict = judgeAction(command({ argv: ["ls"], environment }), around);
    if (verdict.kind !== "ask") throw new Error("expected to be asked");
    expect(verdict.risk.reasons).toHaveLength(16);
    expect(verdict.risk.reasons.at(-1)).toBe("and 241 more");
  });

  it.each([
    "rm ",
    "find ",
    "dd ",
    "npm ",
    "rm -a",
    "git ",
    "git reset ",
    "| ",
    "|",
    "-a",
    " ",
    "curl",
    "a/",
    "git -c ",
    "node -a ",
    "node ",
    "> $x ",
    "'",
    '"',
    '\\"',
    "9",
    "$(",
    "sh -c 'a ",
    "~",
  ])("needs no more time than the text is long for 128 KiB of %j", (piece) => {
    const judging = (length: number) => () => {
      const script = piece.repeat(Math.floor(length / piece.length));
      judgeAction(shell(script), around);
      judgeAction(edit([script.slice(0, 4_096)]), around);
    };
    const quarter = leastProcessorMs(judging(32_768));
    // Sixteen times, were it to grow with the square.
    const most = Math.max(9 * quarter, alwaysFastMs);
    expect(leastProcessorMs(judging(131_072))).toBeLessThan(most);
  });

  it.each(["a/", "a.pem/", "requirements", ".", ".env."])(
    "needs no more time than the paths are long for as many of %j as fit",
    (piece) => {
      const paths = Array.from({ length: 256 }, () => piece.repeat(4_096 / piece.length));
      expect(processorMs(() => judgeAction(edit(paths), around))).toBeLessThan(500);
    },
  );
});

describe("a profile", () => {
  const tests = shell("npm test");
  const low = edit(["src/a.ts", "README.md"]);
  const medium = edit(["package.json"]);
  const high = shell("sudo ls");
  const saidOf = (profile: PolicyProfile, isOwn: boolean) =>
    [tests, low, medium, deletion("a"), high].map((action) => {
      const verdict = judgeAction(action, { folder, isOwn, profile });
      return verdict.kind === "ask" ? verdict.tier : verdict.kind;
    });

  it("of strict asks about everything, and about high risk at the machine alone", () => {
    expect(saidOf("strict", true)).toEqual([1, 1, 1, 1, 3]);
    expect(saidOf("strict", false)).toEqual([1, 1, 1, 1, 3]);
  });

  it("of balanced asks about everything", () => {
    expect(saidOf("balanced", true)).toEqual([1, 1, 1, 1, 1]);
    expect(saidOf("balanced", false)).toEqual([1, 1, 1, 1, 1]);
  });

  it("of trusted lets edits of low risk go ahead in the run's own worktree, and nothing else", () => {
    expect(saidOf("trusted", true)).toEqual([1, "allowed", 1, 1, 1]);
    expect(saidOf("trusted", false)).toEqual([1, 1, 1, 1, 1]);
  });

  it("lets nothing reach outside, whatever it is called", () => {
    for (const profile of policyProfiles) {
      const verdict = judgeAction(edit(["../a"]), { folder, isOwn: true, profile });
      expect(verdict.kind).toBe("never");
    }
  });
});
