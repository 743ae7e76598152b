// A shell for those who run commands by themselves, in place of the real one. It waits until its very words
// have been allowed in the very folder it stands in, once, and only then becomes the real shell.

import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";

/** They have a language of their own. */
const unfit = new Set(["fish", "nu"]);

export class GatedShell {
  /** What is to be started. */
  readonly shell: string;
  /** What that becomes. */
  readonly program: string;
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string, program: string) {
    this.#folder = folder;
    this.program = program;
    this.shell = join(folder, basename(program));
  }

  /**
   * `folder` will be its own, and nobody else may enter it. Variables that are `hidden` stay with whoever
   * starts it; those of `environment` say which shell is the real one.
   */
  static async make(
    folder: string,
    environment: Readonly<Record<string, string>>,
    hidden: readonly string[],
  ): Promise<GatedShell> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const gate = new GatedShell(await realpath(folder), await realShell(environment));
    await mkdir(join(gate.#folder, "answers"), { mode: 0o700 });
    const text = shellText(join(gate.#folder, "answers"), gate.program, hidden);
    await writeFile(gate.shell, text);
    await chmod(gate.shell, 0o700);
    return gate;
  }

  /** Lets these words run here, once; returns how to take that back if they never came. */
  allow(script: string, cwd: string): Promise<() => Promise<void>> {
    return this.#answer(script, cwd, "");
  }

  /** The words are what is said instead of the command's output. */
  refuse(script: string, cwd: string, words: string): Promise<() => Promise<void>> {
    return this.#answer(script, cwd, words === "" ? "not allowed" : words);
  }

  /** Whoever waits is refused. */
  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answer(script: string, cwd: string, refusal: string): Promise<() => Promise<void>> {
    const name = String(this.#count++);
    const draft = join(this.#folder, `draft-${name}`);
    await mkdir(draft, { mode: 0o700 });
    await writeFile(join(draft, "script"), script);
    await writeFile(join(draft, "cwd"), cwd);
    await writeFile(join(draft, "refusal"), refusal);
    // Whole or not at all.
    const place = join(this.#folder, "answers", name);
    await rename(draft, place);
    return () => rm(place, { recursive: true, force: true });
  }
}

/** Those that were made in this folder and that nobody has closed. */
export function removeGates(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** The user's own, or the best there is. */
async function realShell(environment: Readonly<Record<string, string>>): Promise<string> {
  const own = environment["SHELL"];
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const wanted = own === undefined || unfit.has(basename(own)) ? [] : [own];
  const places = [...wanted, ...folders.map((folder) => join(folder, "bash"))];
  for (const place of places) {
    if (place.startsWith("/") && (await isFile(place))) return place;
  }
  return "/bin/sh";
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Every text is compared with a mark at its end, since a shell drops the newlines there. Names are such that
 * none from outside is overwritten, which would show in the command's environment.
 */
function shellText(answers: string, program: string, hidden: readonly string[]): string {
  return `#!/bin/sh
# Longrein: runs what was allowed, and nothing else.
if [ "$#" -ne 2 ] || [ "$1" != -c ]; then exec ${quoted(program)} "$@"; fi
longrein_answers=${quoted(answers)}
longrein_here=$(pwd -P; printf .)
while [ -d "$longrein_answers" ]; do
  for longrein_answer in "$longrein_answers"/*; do
    longrein_script=$(cat "$longrein_answer/script" 2>/dev/null; printf .)
    [ "$longrein_script" = "$2." ] || continue
    longrein_cwd=$(cat "$longrein_answer/cwd" 2>/dev/null; printf '\\n.')
    [ "$longrein_cwd" = "$longrein_here" ] || continue
    longrein_taken=$longrein_answers/.taken-$$
    mv "$longrein_answer" "$longrein_taken" 2>/dev/null || continue
    longrein_refusal=$(cat "$longrein_taken/refusal" 2>/dev/null || echo gone)
    rm -rf "$longrein_taken"
    if [ "$longrein_refusal" = "" ]; then
      ${hidden.map((name) => `unset ${name}; `).join("")}exec ${quoted(program)} -c "$2"
    fi
    printf '%s\\n' "$longrein_refusal" >&2
    exit 126
  done
  sleep 0.05 2>/dev/null || sleep 1
done
echo 'nobody is there to allow it' >&2
exit 126
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
