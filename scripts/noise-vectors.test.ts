// `npm run --silent vectors`, as a program: what it prints, how it ends, and that it cannot be fooled by
// a file in which anything was changed.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { backends } from "./backends.ts";
import { checkVectorFiles } from "./noise-vector-files.ts";
import { isOurs, parseVectorFile } from "./noise-vectors.ts";

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const cacophony = inRepository("protocol/vectors/noise-cacophony.json");
const snow = inRepository("protocol/vectors/noise-snow.json");
/** How many vectors of cacophony's the tests with changes take: each must be run three times. */
const few = 3;
const folder = mkdtempSync(join(tmpdir(), "noise-vectors-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As a shell would see it. */
function runProgram(...files: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inRepository("scripts/vectors.ts"), ...files],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

async function run(...files: readonly string[]) {
  const { passed, failed, remarks } = await checkVectorFiles(files);
  return { line: `${passed} passed, ${failed} failed`, remarks: remarks.join("\n") };
}

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface PlainVector {
  protocol_name: string;
  handshake_hash?: string;
  init_psks?: string[];
  messages: { payload: string; ciphertext: string }[];
  [field: string]: unknown;
}

/** The file with some of its vectors changed. */
function changed(
  name: string,
  file: string,
  change: (vector: PlainVector, index: number) => void,
): string {
  const content = JSON.parse(readFileSync(file, "utf8")) as { vectors: PlainVector[] };
  const vectors = content.vectors.slice(0, few);
  for (const [index, vector] of vectors.entries()) change(vector, index);
  return written(name, JSON.stringify({ vectors }));
}

const otherDigit = (hex: string) => (hex.startsWith("0") ? "1" : "0") + hex.slice(1);

describe("npm run vectors", () => {
  it("passes what cacophony and snow have published, prints one line and nothing else", () => {
    const vectors = parseVectorFile(readFileSync(cacophony, "utf8"));
    expect(vectors.filter(isOurs).length).toBe(59);
    const ofSnow = parseVectorFile(readFileSync(snow, "utf8")).map(({ name }) => name);
    expect(ofSnow).toContain("Noise_XKpsk0+psk3_25519_AESGCM_SHA256");
    expect(runProgram(cacophony, snow)).toEqual({
      status: 0,
      stdout: "62 passed, 0 failed\n",
      stderr: "",
    });
  });

  it("ends with 1 when a vector was changed, and names it on stderr", () => {
    const file = changed("program.json", cacophony, (vector, index) => {
      if (index < 2) vector.handshake_hash = "00".repeat(32);
    });
    const { status, stdout, stderr } = runProgram(file);
    expect([status, stdout]).toEqual([1, "1 passed, 2 failed\n"]);
    expect(stderr.split("\n").filter((line) => line.includes("differs")).length).toBe(6);
  });

  it("ends with 1 without a file, and says how it is called", () => {
    const { status, stdout, stderr } = runProgram();
    expect([status, stdout]).toEqual([1, "0 passed, 0 failed\n"]);
    expect(stderr).toBe("error: no file given\nhint: npm run vectors -- FILE...\n");
  });

  it("ends with 1 when nothing in its files is of our suite", () => {
    const vectors = [{ protocol_name: "Noise_NN_448_AESGCM_SHA512", messages: [] }];
    const { status, stdout } = runProgram(written("none.json", JSON.stringify({ vectors })));
    expect([status, stdout]).toEqual([1, "0 passed, 0 failed\n"]);
  });
});

describe("a file of vectors", () => {
  const changes: readonly [string, (vector: PlainVector) => void][] = [
    [
      "a ciphertext",
      ({ messages: [first] }) => first && (first.ciphertext = otherDigit(first.ciphertext)),
    ],
    [
      "a payload",
      ({ messages }) => {
        const last = messages.at(-1);
        if (last) last.payload = otherDigit(last.payload);
      },
    ],
    [
      "the last transport message",
      ({ messages }) => {
        const last = messages.at(-1);
        if (last) last.ciphertext = otherDigit(last.ciphertext);
      },
    ],
    ["a handshake hash", (vector) => (vector.handshake_hash = "00".repeat(32))],
    ["a pattern", (vector) => (vector.protocol_name = "Noise_IN_25519_AESGCM_SHA256")],
    ["an unknown pattern", (vector) => (vector.protocol_name = "Noise_QQ_25519_AESGCM_SHA256")],
    ["a prologue of one side", (vector) => (vector["resp_prologue"] = "00")],
    ["a key", (vector) => (vector["init_ephemeral"] = "11".repeat(32))],
    ["a message too few", (vector) => vector.messages.splice(1)],
  ];
  it.each(changes)("in which %s was changed has one failure", async (what, change) => {
    const file = changed(`${what}.json`, cacophony, (vector, index) => {
      if (index === 0) change(vector);
    });
    const { line, remarks } = await run(file);
    expect(line).toBe(`${few - 1} passed, 1 failed`);
    for (const { name } of backends) expect(remarks).toContain(`${name}: `);
  });

  it("has a failure for each changed vector, and so have all files together", async () => {
    const some = changed("some.json", cacophony, (vector, index) => {
      const [first] = vector.messages;
      if (index % 2 === 0 && first) first.ciphertext = otherDigit(first.ciphertext);
    });
    const psk = changed("psk.json", snow, (vector) => {
      if (vector.init_psks?.[1]) vector.init_psks[1] = otherDigit(vector.init_psks[1]);
    });
    expect((await run(some, psk, snow)).line).toBe(`${1 + 1 + 3} passed, ${2 + 2} failed`);
  });

  it.each([
    ["no JSON", "certainly not"],
    ["nothing", ""],
    ["a list", "[]"],
    ["no vectors", "{}"],
    ["vectors that are no list", '{"vectors":{}}'],
    ["a vector that is no object", '{"vectors":[null]}'],
    ["a vector without messages", '{"vectors":[{"protocol_name":"Noise_NN_25519_AESGCM_SHA256"}]}'],
    ["a message that is no object", '{"vectors":[{"protocol_name":"x","messages":[1]}]}'],
    [
      "a payload that is not hexadecimal",
      '{"vectors":[{"protocol_name":"x","messages":[{"payload":"0g","ciphertext":""}]}]}',
    ],
  ])("with %s in it is one failure, said in a sentence", async (_, content) => {
    const { line, remarks } = await run(written("broken.json", content), snow);
    expect(line).toBe("3 passed, 1 failed");
    expect(remarks).toContain("error: ");
    expect(remarks).not.toContain("    at ");
  });

  it("that is not there is one failure, named", async () => {
    const { line, remarks } = await run(join(folder, "missing.json"));
    expect(line).toBe("0 passed, 1 failed");
    expect(remarks).toContain("missing.json");
  });

  it("may hold other suites and extensions, which are left out and counted apart", async () => {
    const names = [
      "Noise_NN_25519_ChaChaPoly_SHA256",
      "Noise_NNhfs_25519_AESGCM_SHA256",
      "Noise_XXfallback+psk0_25519_AESGCM_SHA256",
      "Noise_Xnoidh_25519_AESGCM_SHA256",
    ];
    const vectors = names.map((name) => ({ protocol_name: name, messages: [] }));
    const { line, remarks } = await run(written("others.json", JSON.stringify({ vectors })), snow);
    expect(line).toBe("3 passed, 0 failed");
    expect(remarks).toContain("4 vectors");
  });

  it("may be in noise-c's spelling: name, and one psk instead of a list", async () => {
    const content = JSON.parse(readFileSync(cacophony, "utf8")) as { vectors: PlainVector[] };
    const vectors = content.vectors
      .filter((vector) => vector.init_psks?.length === 1)
      .slice(0, few);
    for (const vector of vectors) {
      vector["name"] = vector.protocol_name;
      Reflect.deleteProperty(vector, "protocol_name");
      for (const side of ["init", "resp"]) {
        const [psk] = (vector[`${side}_psks`] as string[] | undefined) ?? [];
        vector[`${side}_psk`] = psk;
        Reflect.deleteProperty(vector, `${side}_psks`);
      }
    }
    const { line } = await run(written("spelling.json", JSON.stringify({ vectors })));
    expect(line).toBe(`${few} passed, 0 failed`);
  });
});

describe("the parser of vector files", () => {
  it("gives any JSON a list of vectors or an error that says what was expected", () => {
    const vectorLike = fc.record({
      vectors: fc.array(
        fc.record({
          protocol_name: fc.oneof(fc.string(), fc.jsonValue()),
          messages: fc.oneof(
            fc.array(fc.record({ payload: fc.string(), ciphertext: fc.string() })),
            fc.jsonValue(),
          ),
        }),
      ),
    });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      vectorLike.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (content) => {
        try {
          expect(Array.isArray(parseVectorFile(content))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(String(error)).toMatch(/^(Error: expected|SyntaxError)/);
        }
      }),
      { seed: 50, numRuns: 2_000 },
    );
  });
});
