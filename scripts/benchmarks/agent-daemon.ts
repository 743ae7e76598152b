// What the daemon costs whoever runs it: how long it takes to reach its relay, what it takes while nothing
// happens, and how soon an answer is carried out. The command line as it is installed, a real relay on this machine.

import { readFileSync } from "node:fs";
import { type Socket, connect, createServer } from "node:net";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startEmbeddedRelay } from "../../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../../agent/src/platform/own-files.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { CommandLine } from "../../agent/src/testing/command-line.ts";
import { pairPhone, startAgent } from "../../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../fresh-build.ts";
import { assemblePackage } from "../package/assemble.ts";
import { answersToExecution } from "./agent-approval.ts";
import { median } from "./measure.ts";

export interface DaemonCost {
  readonly upMs: number;
  readonly answerMs: number;
  readonly idle: Idle;
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

interface Idle {
  readonly seconds: number;
  readonly residentMebibytes: number;
  /** Of that, what no other process could share. */
  readonly ownMebibytes: number;
  readonly processorPercent: number;
}

/** Within the repository, where what it imports is found. */
const installed = fileURLToPath(new URL("../../.cache/benchmarked", import.meta.url));
const starts = 7;
const answers = 25;
const expected = { upMs: 500, answerMs: 50, residentMebibytes: 80, processorPercent: 0.5 };

export async function daemonCost(isQuick: boolean): Promise<DaemonCost> {
  await buildWhatIsStale();
  await assemblePackage(installed);
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-bench-");
  const relay = await startEmbeddedRelay({ ...built, stateFolder: folder.path });
  try {
    const upMs = median(await timesToFirstFrame(relay.url));
    const idle = await idleCost(relay.url, isQuick ? 5 : 60);
    const answerMs = median(await answersToExecution(folder, relay.url, answers));
    const cost = { upMs, answerMs, idle };
    return { ...cost, expectations: judge(cost) };
  } finally {
    await relay.stop();
    await folder.remove();
  }
}

async function installedCommandLine(): Promise<CommandLine> {
  return new CommandLine(await throwAwayFolder("longrein-bench-"), `${installed}/bin/longrein.js`);
}

/** From the start of the process to the first WebSocket frame that leaves it; the first start warms up. */
async function timesToFirstFrame(relayUrl: string): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start <= starts; start++) {
    const cli = await installedCommandLine();
    const passage = await openPassage(new URL(relayUrl));
    try {
      const before = performance.now();
      const agent = cli.begin("up", "--demo-driver", "--relay", passage.url);
      await passage.firstFrame;
      if (start > 0) times.push(performance.now() - before);
      await agent.says("connected to the relay");
    } finally {
      await cli.remove();
      passage.close();
    }
  }
  return times;
}

/** Passes everything to the relay and back. What the agent sends once it was answered is a frame. */
async function openPassage(relay: URL) {
  const { promise: firstFrame, resolve } = Promise.withResolvers<void>();
  const sockets: Socket[] = [];
  const server = createServer((agent) => {
    const onwards = connect(Number(relay.port), relay.hostname);
    let isAnswered = false;
    agent.on("data", () => isAnswered && resolve());
    onwards.on("data", () => (isAnswered = true));
    for (const socket of [agent, onwards]) socket.on("error", () => undefined);
    sockets.push(agent, onwards);
    agent.pipe(onwards).pipe(agent);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    firstFrame,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Linked, one phone there, no run: as it is for most of a day. Started anew after the pairing. */
async function idleCost(relayUrl: string, seconds: number): Promise<Idle> {
  const cli = await installedCommandLine();
  try {
    cli.hasRelay = true;
    const first = await startAgent(cli, "--relay", relayUrl);
    const phone = await pairPhone(cli, "phone", "--role", "operator");
    // Not before the relay knows it.
    await phone.come();
    phone.leave();
    first.signal("SIGTERM");
    await first.ended;
    const { pid } = await startAgent(cli);
    await phone.come();
    // What it does because somebody came is over soon.
    await wait(2);
    const before = processorSeconds(pid);
    await wait(seconds);
    const processorPercent = ((processorSeconds(pid) - before) / seconds) * 100;
    const residentMebibytes = memory(pid, "VmRSS");
    const ownMebibytes = memory(pid, "RssAnon");
    phone.leave();
    return { seconds, residentMebibytes, ownMebibytes, processorPercent };
  } finally {
    await cli.remove();
  }
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

function memory(pid: number, name: "VmRSS" | "RssAnon"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
}

/** `pid (name) state … utime stime …`, in ticks, of which Linux tells programs 100 a second. */
function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function judge({ upMs, answerMs, idle }: Omit<DaemonCost, "expectations">) {
  const { residentMebibytes: resident, processorPercent: processor } = idle;
  const atMost = (what: string, value: number, max: number, unit: string, digits = 0) => ({
    what: `${what}: ${value.toFixed(digits)} ${unit} (expected at most ${max})`,
    met: value <= max,
  });
  return [
    atMost("longrein up to its first frame at the relay", upMs, expected.upMs, "ms"),
    atMost("a phone's answer to the process it allows", answerMs, expected.answerMs, "ms", 1),
    atMost("resident while idle", resident, expected.residentMebibytes, "MiB"),
    atMost("a processor while idle", processor, expected.processorPercent, "%", 2),
  ];
}

export function daemonTables({ upMs, answerMs, idle }: DaemonCost): string[] {
  const { seconds, residentMebibytes, ownMebibytes, processorPercent } = idle;
  return [
    `The daemon. From \`longrein up\` to its first frame at a relay on this machine: median of ${starts} starts.`,
    "From a phone's signed answer, through that relay, to the first word of the process it allows:",
    `median of ${answers}. Idle: linked, one phone there, no run, for ${seconds} seconds; of what is resident,`,
    "all but its own is the file of Node's program, which other processes share.",
    "",
    "| the daemon | |",
    "| --- | ---: |",
    `| up to the first frame | ${upMs.toFixed(0)} ms |`,
    `| answer to execution | ${answerMs.toFixed(1)} ms |`,
    `| idle: resident | ${residentMebibytes.toFixed(0)} MiB |`,
    `| idle: of that its own | ${ownMebibytes.toFixed(0)} MiB |`,
    `| idle: a processor | ${processorPercent.toFixed(2)} % |`,
    "",
  ];
}
