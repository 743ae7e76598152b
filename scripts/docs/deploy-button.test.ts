// What Cloudflare's deploy button goes by: the files at the top of the repository, read and carried out as it would,
// up to where an account is needed.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest: unknown = JSON.parse(read("package.json"));

test("the scripts that the button runs are there, with wrangler among the packages of the lockfile", () => {
  expect(manifest).toMatchObject({
    scripts: { build: expect.any(String), deploy: "wrangler deploy" },
  });
  expect(read("wrangler.toml")).toContain('command = "npm run build"');
  const lock: unknown = JSON.parse(read("package-lock.json"));
  expect(lock).toHaveProperty(["packages", "node_modules/wrangler", "version"]);
});

test("each secret that the button asks for is explained, and is one that the Worker reads", () => {
  const asked = [...read(".dev.vars.example").matchAll(/^(\w+)=/gm)].map(([, name = ""]) => name);
  expect(asked).toEqual(["ENROLMENT_SECRET"]);
  for (const name of asked) {
    expect(manifest).toHaveProperty(["cloudflare", "bindings", name, "description"]);
    expect(read("relay/src/environment.ts")).toContain(`readonly ${name}?: string;`);
  }
  expect(read(".gitignore").split("\n")).toContain(".dev.vars");
});

test("from the sources to what would be uploaded it goes without a question", async () => {
  const folder = await throwAwayFolder("longrein-button-");
  try {
    const words = ["run", "deploy", "--", "--dry-run", "--outdir", folder.path];
    const env = {
      ...process.env,
      CI: "1",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_LOG_PATH: folder.path,
    };
    const { status, stdout, stderr } = spawnSync("npm", words, {
      cwd: root,
      env,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("ERROR")]);
    for (const binding of ["SWITCHBOARD", "REGISTRY", "CONNECT_LIMIT", "PAIRING_LIMIT", "ASSETS"]) {
      expect(stdout).toContain(`env.${binding}`);
    }
    expect(readFileSync(join(folder.path, "worker.js"))).toEqual(
      readFileSync(join(root, "dist/relay/worker.js")),
    );
  } finally {
    await folder.remove();
  }
});
