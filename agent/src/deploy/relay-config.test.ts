// What is deployed is what the repository's own wrangler.toml says, and is called what it may be called.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildNameIn, configToDeploy, withoutBuild, workerName } from "./relay-config.ts";
import { wranglerVersion } from "./wrangler-calls.ts";

const root = new URL("../../../", import.meta.url);
const config = readFileSync(new URL("wrangler.toml", root), "utf8");
const place = { name: "desk", workerFile: "/opt/a b/worker.js", appFolder: '/opt/"app"' };

test("the repository's wrangler.toml is deployed as it is but for its name, its paths and its build", () => {
  const changed = configToDeploy(config, place).split("\n");
  const before = withoutBuild(config).split("\n");
  expect(before).toHaveLength(config.split("\n").length - 3);
  expect(changed).toHaveLength(before.length);
  expect(changed.filter((line, index) => line !== before[index])).toEqual([
    'name = "desk"',
    'main = "/opt/a b/worker.js"',
    'directory = "/opt/\\"app\\""',
  ]);
});

test("without its build it stays as it is, and one that lacks a line is refused", () => {
  const without = withoutBuild(config);
  expect(without).not.toContain("npm run build");
  expect(withoutBuild(without)).toBe(without);
  expect(() => configToDeploy(config.replace(/^main.*$/m, ""), place)).toThrow("one line of main");
});

test.for(["", "-a", "a-", "Relay", "relay_1", "a.b", "a".repeat(64), "--config=x"])(
  "no Worker can be called %j",
  (name) => expect(() => workerName(name)).toThrow("cannot be the name of a Worker"),
);

test("a build says its name once, or is none", () => {
  expect(buildNameIn('x="0.1.0+a3094e86988e5ff1"')).toBe("0.1.0+a3094e86988e5ff1");
  expect(() => buildNameIn("unbuilt")).toThrow("expected one build");
});

test("the wrangler that is fetched is the one that the repository is tested with", () => {
  const manifest = readFileSync(new URL("package.json", root), "utf8");
  expect(manifest).toContain(`"wrangler": "${wranglerVersion}"`);
});
