// Files and git in a workspace, for drivers that look at one themselves.

import { readFile, writeFile } from "node:fs/promises";
import { sha256 } from "./files.ts";
import { neutralGit } from "./neutral-git.ts";

const author = ["-c", "user.name=demo", "-c", "user.email=demo@localhost"] as const;

export const workspaceFiles = {
  write: (path: string, content: string): Promise<void> => writeFile(path, content),
  read: (path: string): Promise<string> => readFile(path, "utf8"),
  sha256: (content: string): Uint8Array => sha256(Buffer.from(content)),
  git: async (folder: string, command: readonly string[]): Promise<void> => {
    await neutralGit(folder, [...author, ...command]);
  },
};
