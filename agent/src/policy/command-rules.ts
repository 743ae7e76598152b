// What a command's text gives away: a row here is a row in the table test. These are hints for the reader,
// since no list can know every way to do harm; approval is what protects.

import type { CommandAction } from "@longrein/protocol";
import type { Remark } from "./remark.ts";

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
  high("runs with another user's rights", /\bsudo\b|\bdoas\b|\bpkexec\b/),
  high("deletes files for good", /\brm\b/, /\s-\w*[rRf]|\s--(recursive|force)\b/),
  high("deletes files for good", /\bfind\b/, /\s-delete\b/),
  high("writes to a device", /\bdd\b/, /\bof=/),
  high("publishes something", /\bgit\s+push\b|\bpublish\b/),
  high("discards changes", /\bgit\s+(reset\s+--hard|clean)\b/),
  medium("talks to the network", /\b(curl|wget|ssh|scp|sftp|nc|ncat|rsync|ftp)\b/),
  high("runs what it has just read", /\|\s*(ba|z|da)?sh\b/),
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

export function remarksOnText(text: string): readonly Remark[] {
  return commandRules.filter(({ patterns }) => patterns.every((pattern) => pattern.test(text)));
}

export function remarksOnEnvironment(environment: CommandAction["environment"]): readonly Remark[] {
  return environment.map(({ name, value }) => ({
    level: decisiveVariable.test(name) ? "high" : "medium",
    reason: `${value === undefined ? "removes" : "sets"} ${name}`,
  }));
}
