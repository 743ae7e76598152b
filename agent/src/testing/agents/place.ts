// Where a coding agent lives during a test: a home and a workspace of its own, and a PATH whose first folder
// is the test's. What runs there is found by that home, which every child inherits.

import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { until } from "../until.ts";
import { type PinnedAgent, folderOf } from "./pinned-agents.ts";

/** One start of the witness: what the operating system was handed, and by whom. */
export interface Witnessed {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole argv of the process that started it: the shell's, if that still waits for it. */
  readonly parent: readonly string[];
}

export const witness = "witness";
const notes = "witnessed.jsonl";
const goneWithinMs = 30_000;
/** Each look reads of all processes there are. */
const lookEveryMs = 50;

export class Place {
  readonly home: string;
  /** The workspace: a plain folder. */
  readonly folder: string;
  readonly bin: string;
  readonly #all: ThrowAwayFolder;

  private constructor(all: ThrowAwayFolder) {
    this.#all = all;
    this.home = join(all.path, "home");
    this.folder = join(all.path, "work");
    this.bin = join(all.path, "bin");
  }

  static async make(): Promise<Place> {
    const place = new Place(await throwAwayFolder("longrein-agents-"));
    // Some coding agents refuse to work when their home is where temporary things are.
    const folders = [place.home, place.folder, place.bin, place.temporary];
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await place.#addWitness();
    // A login shell forgets the PATH that it was started with.
    const profile = `export PATH='${place.bin}':"$PATH"\n`;
    await writeFile(join(place.home, ".bash_profile"), profile);
    return place;
  }

  /** For TMPDIR. */
  get temporary(): string {
    return join(this.#all.path, "tmp");
  }

  /** What a coding agent is started with; nothing of ours but the way to programs. */
  get environment(): Readonly<Record<string, string>> {
    return {
      HOME: this.home,
      PATH: `${this.bin}:${process.env["PATH"] ?? ""}`,
      TMPDIR: this.temporary,
      LANG: "C.UTF-8",
      SHELL: "/bin/bash",
    };
  }

  write(name: string, content: string): Promise<void> {
    return writeFile(join(this.folder, name), content);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), "utf8");
  }

  /** Puts a program of the test's before all others of its name. */
  async addProgram(name: string, script: string): Promise<string> {
    const path = join(this.bin, name);
    await writeFile(path, script);
    await chmod(path, 0o755);
    return path;
  }

  /** What the witness has noted, in order. */
  async witnessed(): Promise<readonly Witnessed[]> {
    const noted = await readFile(join(this.#all.path, notes), "utf8").catch(() => "");
    return noted
      .split("\n")
      .filter((line) => line !== "")
      .map(readWitnessed);
  }

  /** Processes that live in this home and belong to the program, or all that live in it. */
  processes(agent?: PinnedAgent): number[] {
    const here = `HOME=${this.home}`;
    return living()
      .filter((pid) => procFile(pid, "environ").split("\0").includes(here))
      .filter((pid) => agent === undefined || isOf(agent, pid));
  }

  /** What still runs there, as a person would read it. */
  commands(): string[] {
    return this.processes().map((pid) => procFile(pid, "cmdline").replaceAll("\0", " ").trim());
  }

  /** As the kernel would when memory is short: without a chance to tidy up. */
  async kill(agent: PinnedAgent): Promise<void> {
    await until(
      () => this.processes(agent).length > 0,
      `${agent.name} to run`,
      goneWithinMs,
      lookEveryMs,
    );
    for (const pid of this.processes(agent)) end(pid);
  }

  /** Ends what is left; call it last. */
  async remove(): Promise<void> {
    for (const pid of this.processes()) end(pid);
    await until(
      () => this.processes().length === 0,
      "all processes to end",
      goneWithinMs,
      lookEveryMs,
    );
    await this.#all.remove();
  }

  async #addWitness(): Promise<void> {
    const program = join(this.#all.path, "witness.mjs");
    await writeFile(program, witnessProgram(join(this.#all.path, notes)));
    await this.addProgram(witness, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  }
}

/** Whether anything lives that belongs to this session of the kernel's: a window and what it has started. */
export function hasSession(session: number): boolean {
  return living().some((pid) => Number(statOf(pid)[3]) === session);
}

function living(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid));
}

function witnessProgram(file: string): string {
  return `import { appendFileSync, readFileSync } from "node:fs";
const parent = readFileSync("/proc/" + process.ppid + "/cmdline", "utf8").split("\\0").slice(0, -1);
const note = { argv: ["${witness}", ...process.argv.slice(2)], cwd: process.cwd(), parent };
appendFileSync(${JSON.stringify(file)}, JSON.stringify(note) + "\\n");
`;
}

function readWitnessed(line: string): Witnessed {
  const noted: unknown = JSON.parse(line);
  if (!isNote(noted)) throw new Error(`expected a note of the witness, got ${line}`);
  return noted;
}

function isNote(value: unknown): value is Witnessed {
  return typeof value === "object" && value !== null && "argv" in value && "parent" in value;
}

function isOf(agent: PinnedAgent, pid: number): boolean {
  const folder = folderOf(agent);
  return programOf(pid).startsWith(folder) || procFile(pid, "cmdline").includes(folder);
}

function programOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return "";
  }
}

/** The dead stay listed until somebody collects them. */
function isAlive(pid: number): boolean {
  const [state = ""] = statOf(pid);
  return !["", "Z", "X"].includes(state);
}

/** What follows `pid (name)`, where the name may hold anything: state, parent, group, session … */
function statOf(pid: number): readonly string[] {
  const stat = procFile(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return ""; // gone, or another user's
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    return; // already gone
  }
}
