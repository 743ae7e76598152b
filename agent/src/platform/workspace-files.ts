// Files and git in a workspace, for drivers that look at one themselves. Git runs without the user's
// settings, without hooks, and reads no terminal.

import { readFile, writeFile } from "node:fs/promises";
import { runProcess } from "./child-process.ts";
import { sha256 } from "./files.ts";

const outputBytesMax = 10_000;
const neutralGit = [
  "git",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "user.name=demo",
  "-c",
  "user.email=demo@localhost",
] as const;

export const workspaceFiles = {
  write: (path: string, content: string): Promise<void> => writeFile(path, content),
  read: (path: string): Promise<string> => readFile(path, "utf8"),
  sha256: (content: string): Uint8Array => sha256(Buffer.from(content)),
  git: async (folder: string, command: readonly string[]): Promise<void> => {
    let said = "";
    const end = await runProcess({
      argv: [...neutralGit, ...command],
      cwd: folder,
      environment: {
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_TERMINAL_PROMPT: "0",
      },
      outputBytesMax,
      signal: new AbortController().signal,
      output: (text) => (said += text),
    });
    if (end.kind === "not-started") throw new Error("git is needed and was not found");
    if (end.kind !== "exited" || end.code !== 0) throw new Error(`git failed: ${said.trim()}`);
  },
};
