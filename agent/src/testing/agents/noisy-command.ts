// A program that is the coding agent itself, except that more comes out of its standard output: whatever the
// test writes into a pipe.

import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Place } from "./place.ts";

export interface Noise {
  /** For AgentBench.open. */
  readonly command: (place: Place, path: string) => Promise<string>;
  /** Resolves when all of it has been taken. */
  readonly make: (noise: Iterable<string>) => Promise<void>;
}

export function noise(): Noise {
  let pipe = "";
  return {
    command: async (place, path) => {
      pipe = join(place.temporary, "noise");
      execFileSync("mkfifo", [pipe]);
      // Opened for both directions the pipe never ends; what stands beside the agent dies with it. The agent
      // writes into a pipe of its own, since some set theirs to non-blocking, which ends whoever shares it.
      const script = `#!/bin/bash
exec 3<>'${pipe}' 4<&0
cat <&3 &
'${path}' "$@" <&4 3<&- 4<&- > >(exec cat) &
trap 'kill -TERM "$agent"' TERM INT
agent=$!
wait "$agent"
code=$?
kill -KILL %1
exit "$code"
`;
      return place.addProgram("noisy-agent", script);
    },
    make: (content) => pipeline(Readable.from(content), createWriteStream(pipe)),
  };
}

/** One line that nobody should ever have to hold. */
export function* hugeLine(bytes: number): Generator<string> {
  const piece = "x".repeat(1_048_576);
  yield '{"huge":"';
  for (let left = bytes; left > 0; left -= piece.length) yield piece.slice(0, left);
  yield '"}\n';
}
