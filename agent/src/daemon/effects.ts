// The effects of approved actions, made of platform/: the only hands that the executor has.

import {
  insideFolder,
  readWholeFile,
  realFolder,
  removeFile,
  replaceFile,
  sha256,
} from "../platform/files.ts";
import { childEnvironment, runProcess } from "../platform/child-process.ts";
import { lookUpProgram } from "../platform/program.ts";
import type { Effects } from "../runs/execute-action.ts";

/** What is kept of one command's output. */
const outputBytesMax = 5 * 1_024 * 1_024;

const remains = "but some of what it had started could not be ended";

export const effects: Effects = {
  realFolder,
  readWholeFile,
  insideFolder,
  replaceFile,
  removeFile,
  sha256,
  lookUpProgram: (name, cwd, environment, signal) => {
    const path = childEnvironment(environment)["PATH"];
    return lookUpProgram(name, { path, cwd, signal });
  },
  runCommand: async (program, argv, cwd, environment, signal, output) => {
    const command = { program, argv, cwd, environment };
    const end = await runProcess({ ...command, outputBytesMax, signal, output });
    switch (end.kind) {
      case "exited":
        if (end.remains) return { kind: "failed", why: `ended with ${end.code}, ${remains}` };
        return { kind: "done", exitCode: end.code, truncated: end.truncated };
      case "signalled":
        return {
          kind: "failed",
          why: `ended by ${end.signal}${end.remains ? `, ${remains}` : ""}`,
        };
      case "not-started":
        return { kind: "failed", why: end.reason };
    }
  },
};
