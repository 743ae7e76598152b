// What a command's text gives away: a row here is a row in the table test. These are hints for the reader,
// since no list can know every way to do harm; approval is what protects. Where no rule has anything to say of
// a command, nothing is known of it, and that is no reason to call it harmless.

import type { CommandAction } from "@longrein/protocol";
import { isHarmless, isHarmlessProgram } from "./harmless-commands.ts";
import type { Remark } from "./remark.ts";
import { remarksOnWords } from "./word-rules.ts";

interface CommandRule extends Remark {
  /** All must match. Each takes time in proportion to the text: a coding agent may write any text. */
  readonly patterns: readonly RegExp[];
}

const high = (reason: string, ...patterns: readonly RegExp[]): CommandRule => ({
  patterns,
  level: "high",
  reason,
});
const medium = (reason: string, ...patterns: readonly RegExp[]): CommandRule => ({
  patterns,
  level: "medium",
  reason,
});

const commandRules: readonly CommandRule[] = [
  high("runs with another user's rights", /\b(sudo|doas|pkexec|runuser)\b|(^|[\s;&|(/])su\s/),
  high("deletes files for good", /\brm\b/, /\s-\w*[rRf]|\s--(recursive|force)\b/),
  high("deletes files for good", /\bfind\b/, /\s-delete\b/),
  high("deletes files for good", /\b(find|xargs|parallel)\b/, /\b(rm|unlink|shred)\b/),
  high("deletes files for good", /\bshred\b/),
  high("writes to a device", /\bdd\b/, /\bof=/),
  high("writes to a device", /\bmkfs\b/),
  high("publishes something", /\bgit\s+push\b|\bpublish\b/),
  high("discards changes", /\bgit\s+(reset\s+--hard|clean)\b/),
  high(
    "changes what runs elsewhere",
    /\b(terraform|tofu|terragrunt|pulumi|kubectl|oc|helm|aws|gcloud|az|flyctl|fly|heroku|wrangler)\b/,
    /\s(apply|up|destroy|delete\S*|remove\S*|rm|rb|terminate\S*|scale|drain|uninstall|upgrade|rollback|exec|deploy)\b/,
  ),
  high(
    "gives a container something of this machine",
    /\b(docker|podman|nerdctl)\b/,
    /\s(-\w*v|--(volume|mount|privileged|device|pid|network|net|cap-add))/,
  ),
  high(
    "touches a hidden file of a home folder",
    /(~\w*|\$\{?HOME\}?["']?|\/home\/[^/\s]+|\/Users\/[^/\s]+|\/root)\/["']?\.\w/,
  ),
  medium("talks to the network", /\b(curl|wget|ssh|scp|sftp|nc|ncat|rsync|ftp)\b/),
  high("runs what it has just read", /\|\s*(ba|z|da)?sh\b/),
  high("runs what it has just read", /\b(curl|wget)\b/, /\beval\b|\bsh\s+-\w*c\b|<\(/),
  high("runs what it has just put together", /\beval\s/),
  medium("downloads a program and runs it", /\b(npx|bunx|uvx|pipx|pnpx)\b|\b(pnpm|yarn)\s+dlx\b/),
  medium(
    "installs packages",
    /\b(npm|pnpm|yarn|pip3?|cargo|gem|apt|apt-get|brew|bun|uv|go)\b/,
    /\s(i|ci|install|add|get)\b/,
  ),
  medium("changes rights of files", /\b(chmod|chown|setfacl)\b/),
];

/** Variables by which other programs than those named are run, or run otherwise. */
const decisiveVariable =
  /^(PATH|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|BASH_ENV|ENV|SHELL|IFS|PYTHON.*|PERL5.*|RUBY.*|JAVA_TOOL_OPTIONS|GIT_.*|EDITOR|PAGER|SSH_.*|.*_PROXY)$/i;

export function remarksOnCommand(action: CommandAction, folder: string): readonly Remark[] {
  const { argv = [], shell, cwd } = action;
  // The workspace may itself lie in a hidden folder of somebody's home.
  const text = (shell?.script ?? argv.join(" ")).replaceAll(`${folder}/`, "");
  const remarks = [
    ...commandRules.filter(({ patterns }) => patterns.every((pattern) => pattern.test(text))),
    ...remarksOnWords(shell?.script ?? argv, { folder, cwd }),
  ];
  const isKnown =
    shell === undefined
      ? isHarmlessProgram(argv, folder)
      : isHarmless(shell.script, shell.program, folder);
  if (isKnown || remarks.length > 0) return remarks;
  return [{ level: "medium", reason: "is a command of which nothing is known" }];
}

export function remarksOnEnvironment(environment: CommandAction["environment"]): readonly Remark[] {
  return environment.map(({ name, value }) => ({
    level: decisiveVariable.test(name) ? "high" : "medium",
    reason: `${value === undefined ? "removes" : "sets"} ${name}`,
  }));
}
