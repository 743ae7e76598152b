// `opencode serve` as a child: on a port of loopback and with a password that only we know, and ended with all
// that it has started.

import { toBase64url } from "@longrein/protocol";
import { type LineProcess, startLineProcess } from "../../platform/line-process.ts";
import { nodePrimitives } from "../../platform/node-primitives.ts";
import { OpenCodeFailure, again, install } from "./failures.ts";
import { type Launching, serverEnvironment } from "./server-settings.ts";

export interface Launch extends Omit<Launching, "password"> {
  /** A name to be looked up on the PATH, or a path. */
  readonly command: string;
}

export interface ServerProcess {
  readonly url: string;
  readonly password: string;
  /** Resolves when nothing of it is left, with what became of it. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const startWithinMs = 30_000;
/** Ports that are in use are few. */
const triesMax = 3;
/** It says nothing there that anybody needs but where it listens. */
const lineBytesMax = 65_536;
const portMin = 20_000;
const portMax = 60_000;
const notFound = /^it ended with 12[67]\b/;

/** Ends the server when it is told to, and also when nobody holds the other end of its input any more. */
const supervisor = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
trap 'kill -TERM "$server"' TERM
{ cat <&3 >/dev/null; kill -TERM "$server"; sleep 2; kill -KILL "$server"; } 2>/dev/null &
exec 3<&-
while :; do
  wait "$server"
  code=$?
  kill -0 "$server" 2>/dev/null || exit "$code"
done
`;

export async function startServer(launch: Launch): Promise<ServerProcess> {
  let why = "";
  for (let tries = 0; tries < triesMax; tries++) {
    const started = await tryToStart(launch, somePort());
    if (typeof started !== "string") return started;
    why = started;
  }
  throw new OpenCodeFailure(`OpenCode does not start: ${why}`, again);
}

/** What went wrong if its port was taken; whoever has that must not be told the password. */
async function tryToStart(launch: Launch, port: number): Promise<ServerProcess | string> {
  const password = toBase64url(nodePrimitives.randomBytes(24));
  const url = `http://127.0.0.1:${port}`;
  const words = ["serve", "--hostname", "127.0.0.1", "--port"];
  const listening = Promise.withResolvers<"listening">();
  const child = startLineProcess({
    argv: ["/bin/sh", "-c", supervisor, "sh", launch.command, ...words, String(port)],
    cwd: launch.folder,
    environment: serverEnvironment({ ...launch, password }),
    lineBytesMax,
    line: (text) => {
      if (text.includes(`listening on ${url}`)) listening.resolve("listening");
    },
    tooLong: () => undefined,
  });
  const ended = whatBecameOf(child);
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), startWithinMs);
  const first = await Promise.race([listening.promise, ended, late.promise]);
  clearTimeout(timer);
  if (first === "listening") return { url, password, ended, stop: child.stop };
  await child.stop();
  if (first === "late") {
    throw new OpenCodeFailure(`OpenCode was not ready within ${startWithinMs / 1_000} s`, again);
  }
  if (notFound.test(first)) {
    throw new OpenCodeFailure(`There is no program ${launch.command}`, install);
  }
  return first;
}

function somePort(): number {
  const [high = 0, low = 0] = nodePrimitives.randomBytes(2);
  return portMin + ((high * 256 + low) % (portMax - portMin));
}

async function whatBecameOf(child: LineProcess): Promise<string> {
  const how = await child.ended;
  const said = child.complaints();
  return said === "" ? how : `${how}; it said: ${said}`;
}
