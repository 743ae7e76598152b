// Short questions to the CLI that need no server.

import { runProcess } from "../../platform/child-process.ts";
import type { ConnectionOptions } from "./connection.ts";
import { cliEnvironment } from "./server-settings.ts";

const withinMs = 30_000;
const answerBytesMax = 4 * 1_024 * 1_024;

export type Answer =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly why: string };

export interface Asking extends ConnectionOptions {
  /** Nobody wants to know any more. */
  readonly signal: AbortSignal;
}

export async function askCli(
  { command, environment, signal }: Asking,
  words: readonly string[],
  folder: string,
): Promise<Answer> {
  let text = "";
  const end = await runProcess({
    argv: [command, ...words],
    cwd: folder,
    environment: cliEnvironment(environment),
    outputBytesMax: answerBytesMax,
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
    output: (more) => {
      text += more;
    },
  });
  if (end.kind === "not-started") return { kind: "missing" };
  const isGood = end.kind === "exited" && end.code === 0;
  return isGood ? { kind: "said", text } : { kind: "failed", why: text.trim().slice(0, 500) };
}
