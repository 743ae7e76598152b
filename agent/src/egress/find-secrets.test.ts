// What is taken for a secret and what is not; the samples are made up, in the forms that providers document.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processorMs } from "../testing/processor-time.ts";
import { samples } from "../testing/secret-samples.ts";
import { findSecrets } from "./find-secrets.ts";

const hiddenIn = (text: string) =>
  findSecrets(text).found.map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("a secret", () => {
  it.each(samples)(
    "of the kind $kind is found and named: $about",
    ({ kind, before, secret, after }) => {
      expect(hiddenIn(`${before}${secret}${after}`)).toEqual([[kind, secret]]);
    },
  );

  it.each([
    ["in JSON inside JSON", String.raw`{"a":"{\"password\":\"`, "hunter2hunter", String.raw`\"}"}`],
    ["after a line's end that is written out", String.raw`first\n`, `ghp_${"aB3".repeat(12)}`, ""],
    ["after a colour of the terminal", "\u001b[1;32m", `ghp_${"aB3".repeat(12)}`, "\u001b[0m"],
    ["in an address, escaped", "https://x.test/?next=%3D", `glpat-${"aB3".repeat(8)}`, "&b=1"],
    ["at the end of a sentence", "It is ", `npm_${"aB3".repeat(12)}`, "."],
    ["between brackets", "(", `sk-ant-api03-${"aB3-".repeat(8)}x`, ")"],
  ])("is found %s", (_, before, secret, after) => {
    expect(hiddenIn(before + secret + after).map(([, found]) => found)).toEqual([secret]);
  });

  it("is found as often as it stands there", () => {
    const [one, other] = [`ghp_${"aB3".repeat(12)}`, `ghp_${"cD4".repeat(12)}`];
    expect(hiddenIn(`${one} ${other},${one}`).map(([, found]) => found)).toEqual([one, other, one]);
  });
});

describe("what is no secret stays", () => {
  it.each([
    "the password is not written here",
    "password: string",
    "const password = config.server.password;",
    "password = readPassword(9)",
    'placeholder="password": "Enter your password"',
    "API_KEY=$OTHER_KEY_1",
    "API_KEY=${{ secrets.API_KEY_12345678 }}",
    "api_key: <your-api-key-1234567890>",
    "PASSWORD=********",
    "token: Uint8Array",
    "max_tokens=4096",
    "if (token === expectedToken1234567890) {",
    "public_key=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1",
    "task-force and risk-management, disk-usage",
    "the eyJ prefix, or eyJhbGciOiJIUzI1NiJ9 alone",
    "Bearer authentication is described elsewhere",
    "commit 4bf92f3577b34da6a3ce929d0e0e4736deadbeef",
    "sha512-2MvxCp0zrjqlVm0qFcqe5vH1pX9ShGwJ0qXh1Hqkz5l8w8e4bqz5l8w8e4bqz5l8w==",
    "http://localhost:3000/a@b",
    "https://example.test:8443/path",
    "git@github.com:owner/name.git",
    "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIB\n-----END CERTIFICATE-----",
    "write -----BEGIN PRIVATE KEY----- in front, then all that you have got of it",
    "2024-01-01T12:30:45.123Z INFO 12345678:started",
  ])("%s", (text) => {
    expect(hiddenIn(text)).toEqual([]);
  });

  it("in none of this program's own sources", () => {
    const folder = join(import.meta.dirname, "../..");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      // Tests may hold made-up ones.
      (name) => name.endsWith(".ts") && !/node_modules|testing|\.(test|fuzz)\./.test(name),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const name of files) {
      // These speak of secrets.
      if (/egress|secret/.test(name)) continue;
      expect([name, hiddenIn(readFileSync(join(folder, name), "utf8"))]).toEqual([name, []]);
    }
  });
});

describe("a hostile text", () => {
  const units = [
    ..."token= token: token:' token=\" secret_ sk- eyJ -eyJ eyJ. :// ://a: xoxb-a = : a= x".split(
      " ",
    ),
    "-----BEGIN PRIVATE KEY----- A",
    "-----BEGIN ",
    "-----END ",
    "Bearer a",
    "password: a",
    "12345678:",
    '"password":"',
    "eyJaaaaaaaaaaaa.eyJ.",
  ];

  it.each(units)("of nothing but %j takes a time in proportion to its length", (unit) => {
    const find = (characters: number) => () =>
      findSecrets(unit.repeat(Math.ceil(characters / unit.length)));
    find(10_000)();
    // A thousand times as slow as it should be if each place went to the end of the text.
    expect(processorMs(find(1_048_576))).toBeLessThan(1_000);
  });
});
