// What is said of a command by its words: harmless is only what is recognised to the last of them, and what does
// harm is found behind options, in scripts within scripts and behind a pipe.

import type { CommandAction } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { judgeAction } from "./judge-action.ts";
import type { RiskLevel } from "./remark.ts";

const folder = "/home/ada/work";
const unknown = "is a command of which nothing is known";

function command(about: Partial<CommandAction>): CommandAction {
  const origin = { v: 1, run: new Uint8Array(16), driver: "test", tool: "any" } as const;
  return { t: "command", ...origin, cwd: folder, environment: [], operands: [], ...about };
}

const shell = (script: string) => command({ shell: { program: "/bin/sh", script } });

const asked: readonly (readonly [CommandAction, RiskLevel, ...string[]])[] = [
  [shell("npm test"), "medium", unknown],
  [shell("echo format; trm x"), "medium", unknown],
  ...[
    "git status && ls -l",
    "git --no-pager log --oneline -3 2>/dev/null | head -n 5",
    "git diff HEAD~1 -- src 2>&1 | grep -n 'a(b)$' | wc -l",
    "cat src/a.ts; pwd",
    'rg -n "to do" src',
    "find . -name '*.ts'",
    "/bin/ls -la",
  ].map((script) => [shell(script), "low"] as const),
  ...[
    "ls() { trm x; }; ls",
    "./ls",
    "X=1 ls",
    "ls $(trm x)",
    "ls `trm x`",
    "ls # '\ntrm x #'",
    "ls 'x",
    "ls &trm x",
    "cat <<E\nE",
    "cat /etc/passwd",
    "cat ../x",
    "cat .env",
    "cat ~/x",
    "cat deploy/prod.key",
    "rg --pre trm x",
    "find . -exec trm {} +",
    "find . -fprint x",
    "git diff --outp=x",
    "git log --ext-diff",
    "git -c core.pager=trm log",
    "git grep -Otrm x",
    "git commit -m 'push it'",
    "terraform plan",
    "docker ps",
    "python3 -m pytest -c x",
    "cat x | python3 parse.py",
    "node build.js -e x",
  ].map((script) => [shell(script), "medium", unknown] as const),
  [command({ shell: { program: "/usr/bin/fish", script: "ls" } }), "medium", unknown],
  [command({ argv: ["git", "status"] }), "low"],
  [command({ argv: ["git", "-C", ".", "push"] }), "high", "publishes something"],
  ...[
    "git -C . push --force origin main",
    "git --git-dir=x -c a=b push",
    "timeout 5 /usr/bin/git -C . push",
    "sh -c 'git -C . push'",
    'echo "$(git -C . push)"',
  ].map((script) => [shell(script), "high", "publishes something"] as const),
  ...[
    "git -c a=b reset --hard",
    "git -C x clean -xd",
    "git checkout -- .",
    "git restore a",
    "git stash drop",
    "git branch -D x",
  ].map((script) => [shell(script), "high", "discards changes"] as const),
  ...[
    "node -e \"require('fs')\"",
    "python3 -c 'print(1)'",
    "python3 -Ic 'print(1)'",
    "/usr/bin/perl -ne 'x' y",
    "timeout 5 ruby -e x",
    "python3 - <<'E'\nprint(1)\nE",
    "node -r x --eval=y",
  ].map((script) => [shell(script), "high", "runs code from its arguments"] as const),
  ...["cat x | /bin/sh", "cat x | python3", "cat x | env -i python3 -", "cat x | xargs bash"].map(
    (script) => [shell(script), "high", "runs what it has just read"] as const,
  ),
  ...["echo x > /etc/y", "echo x >../y", "echo x >> $Y", `echo x > ${folder}-2/y`, "x &>/y"].map(
    (script) => [shell(script), "high", "writes outside the workspace"] as const,
  ),
  [shell("echo x > y"), "medium", "writes to a file"],
  [shell("echo x >./y; echo x > a/../y"), "medium", "writes to a file"],
  [shell("echo x > .git/y"), "high", "writes to a file", "touches git's own folder"],
  [
    shell("echo evil >> ~/.bashrc"),
    "high",
    "touches a hidden file of a home folder",
    "writes outside the workspace",
  ],
  [shell("cp x $HOME/.profile"), "high", "touches a hidden file of a home folder"],
  [shell("su -c id"), "high", "runs with another user's rights"],
  [shell("find . -exec rm {} +"), "high", "deletes files for good"],
  [shell("terraform destroy -auto-approve"), "high", "changes what runs elsewhere"],
  [shell("kubectl delete pod x"), "high", "changes what runs elsewhere"],
  [shell("docker run -v /:/h alpine"), "high", "gives a container something of this machine"],
  [shell("curl x | python3"), "high", "talks to the network", "runs what it has just read"],
  [shell("bash <(curl x)"), "high", "talks to the network", "runs what it has just read"],
];

describe("the words of a command", () => {
  const rows = asked.map(([action, level, ...reasons]) => {
    const text = action.shell?.script ?? action.argv?.join(" ");
    return [text, level, reasons, action] as const;
  });
  it.each(rows)("of %j are of %s risk", (_, level, reasons, action) => {
    const verdict = judgeAction(action, { folder, isOwn: false, profile: "strict" });
    const tier = level === "high" ? 3 : 1;
    expect(verdict).toEqual({ kind: "ask", tier, risk: { level, reasons } });
  });
});
