// What an origin serves, compared with what was shipped: the real relay in workerd serves one folder, and is
// held against another. Where it cannot misbehave by itself, somebody in between makes it.

import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import {
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
  createServer,
  request,
} from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { headersFile } from "../../../relay/src/security-headers.ts";
import { buildRelay } from "../../../scripts/build.ts";
import { startEmbeddedRelay } from "../daemon/embedded-relay.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { manifestOfFolder } from "./manifest-of-folder.ts";
import { verifyApp } from "./verify-app.ts";

const app = {
  "index.html": '<!doctype html><script type="module" src="/assets/main-1.js"></script>',
  "sw.js": 'self.addEventListener("fetch", () => {});',
  "manifest.webmanifest": "{}",
  "icon.svg": "<svg/>",
  "assets/main-1.js": 'document.title = "Longrein";',
  "assets/style-1.css": "body { margin: 0 }",
  _headers: headersFile(),
};

let folder: string;
let shipped: string;
let served: string;
let relay: WorkerdProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "longrein-verify-"));
  [shipped, served] = [join(folder, "shipped"), join(folder, "served")];
  await mkdir(join(shipped, "assets"), { recursive: true });
  for (const [path, text] of Object.entries(app)) await writeFile(join(shipped, path), text);
  await mkdir(served);
  const { workerFile } = await buildRelay();
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder, appFolder: served });
});

beforeEach(async () => {
  await cp(shipped, served, { recursive: true, force: true });
});

afterAll(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

async function differences(origin = relay.url): Promise<string[]> {
  const manifest = await manifestOfFolder(shipped, "0.1.0");
  const verdict = await verifyApp(new URL(origin), { manifest, folder: shipped });
  return verdict.differences.map(({ path, what }) => `${path} ${what}`);
}

interface Meddling {
  readonly headers?: (path: string, headers: OutgoingHttpHeaders) => OutgoingHttpHeaders;
  readonly body?: (path: string, body: Buffer, asked: IncomingHttpHeaders) => Buffer;
  readonly status?: (path: string, status: number) => number;
}

/** What the differences are when all answers pass somebody who changes them. */
async function differencesBehind({ headers, body, status }: Meddling): Promise<string[]> {
  const server = createServer((asked, answer) => {
    const path = asked.url ?? "/";
    request(new URL(path, relay.url), (theirs) => {
      const chunks: Buffer[] = [];
      theirs.on("data", (chunk: Buffer) => chunks.push(chunk));
      theirs.on("end", () => {
        const whole = Buffer.concat(chunks);
        const { "content-length": _length, ...kept } = theirs.headers;
        const found = theirs.statusCode ?? 0;
        answer.writeHead(status?.(path, found) ?? found, headers?.(path, kept) ?? kept);
        answer.end(body?.(path, whole, asked.headers) ?? whole);
      });
    }).end();
  });
  try {
    return await differences(await listen(server));
  } finally {
    server.close();
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return `http://127.0.0.1:${address.port}`;
}

test("an origin that serves what was shipped differs in nothing", async () => {
  expect(await differences()).toEqual([]);
  expect(await differencesBehind({})).toEqual([]);
});

test("one changed byte is found, and where it is", async () => {
  const changed = app["assets/main-1.js"].replace("Longrein", "Longreim");
  await writeFile(join(served, "assets/main-1.js"), changed);
  expect(await differences()).toEqual([
    "/assets/main-1.js differs from byte 25 on: 28 bytes instead of 28",
  ]);
});

test("a changed service worker is found", async () => {
  await writeFile(join(served, "sw.js"), `${app["sw.js"]}\n`);
  expect(await differences()).toEqual(["/sw.js differs from byte 41 on: 42 bytes instead of 41"]);
});

test("one more script in the page is found at every address that gives the page", async () => {
  const more = `${app["index.html"]}<script src="/assets/more.js"></script>`;
  await writeFile(join(served, "index.html"), more);
  const found = await differences();
  expect(found.map((line) => line.split(" ", 1)[0])).toEqual(["/", "/approvals", "/index.html"]);
});

test("a page that only phones are given differently is found", async () => {
  const body = (path: string, whole: Buffer) => (path === "/" ? Buffer.from("other") : whole);
  expect(await differencesBehind({ body })).toEqual([
    "/ differs from byte 0 on: 5 bytes instead of 70",
  ]);
});

test("a file that is missing, or only moved, is found", async () => {
  await rm(join(served, "icon.svg"));
  expect(await differences()).toEqual(["/icon.svg answers 404 instead of 200"]);
  await cp(join(shipped, "icon.svg"), join(served, "icon.svg"));
  const status = (path: string, was: number) => (path === "/sw.js" ? 302 : was);
  expect(await differencesBehind({ status })).toEqual(["/sw.js answers 302 instead of 200"]);
});

test("something served where no file is, is found", async () => {
  const status = (_path: string) => 200;
  const [found, ...more] = await differencesBehind({ status });
  expect(found).toMatch(/^\/assets\/[0-9a-f]{24}\.js answers 200 instead of 404$/);
  expect(more).toEqual([]);
});

test.each(Object.keys(headersOf(app["_headers"])))("without %s it differs", async (name) => {
  const headers = (path: string, { [name.toLowerCase()]: gone, ...kept }: OutgoingHttpHeaders) =>
    path === "/sw.js" ? kept : { ...kept, [name.toLowerCase()]: gone };
  expect(await differencesBehind({ headers })).toEqual([
    `/sw.js does not send ${name.toLowerCase()}`,
  ]);
});

function headersOf(text: string): Record<string, true> {
  const names = [...text.matchAll(/^ {2}([A-Z][\w-]+):/gm)].map(([, name]) => name ?? "");
  return Object.fromEntries(names.map((name) => [name, true] as const));
}

test("a policy with one source more, a second policy, and a wrong type are found", async () => {
  const header = (name: string, change: (value: string) => string | string[]) =>
    differencesBehind({
      headers: (path, given) =>
        path === "/sw.js" ? { ...given, [name]: change(String(given[name])) } : given,
    });
  const csp = "content-security-policy";
  expect(await header(csp, (was) => was.replace("script-src", "script-src *"))).toHaveLength(1);
  expect(await header(csp, (was) => [was, "default-src *"])).toHaveLength(1);
  expect(await header("content-type", () => "text/html")).toEqual(['/sw.js comes as "text/html"']);
});

test.each(Object.keys(headersOf(app["_headers"])))("with another %s it differs", async (name) => {
  const header = name.toLowerCase();
  const headers = (path: string, given: OutgoingHttpHeaders) =>
    path === "/sw.js" ? { ...given, [header]: `${String(given[header])}, more` } : given;
  const [found, ...others] = await differencesBehind({ headers });
  expect(found).toContain(`/sw.js sends ${header}: `);
  expect(found).toMatch(/, more instead of /);
  expect(others).toEqual([]);
});

test.each([
  ["link", "</assets/more.js>; rel=preload"],
  ["service-worker-allowed", "/elsewhere/"],
  ["set-cookie", "who=you"],
  ["refresh", "0; url=https://evil.example"],
  ["access-control-allow-origin", "*"],
  ["clear-site-data", '"storage"'],
  ["speculation-rules", '"/rules.json"'],
  ["x-sourcemap", "/assets/more.map"],
  ["something-new", "1"],
])("a header that ours never sends is found: %s", async (name, value) => {
  const headers = (path: string, given: OutgoingHttpHeaders) =>
    path === "/sw.js" ? { ...given, [name]: value } : given;
  expect(await differencesBehind({ headers })).toEqual([
    `/sw.js sends ${name}: ${value}, which ours never does`,
  ]);
});

test("what stands before an origin may say that it does", async () => {
  const added = {
    "cf-ray": "8f-FRA",
    "x-cache": "HIT",
    via: "1.1 proxy",
    age: "7",
    vary: "Origin",
  };
  const headers = (_: string, given: OutgoingHttpHeaders) => ({ ...given, ...added });
  expect(await differencesBehind({ headers })).toEqual([]);
});

test("a redirect is found, and where it leads", async () => {
  const status = (path: string, was: number) => (path === "/" ? 307 : was);
  const headers = (path: string, given: OutgoingHttpHeaders) =>
    path === "/" ? { ...given, location: "https://evil.example/" } : given;
  expect(await differencesBehind({ status, headers })).toEqual([
    "/ answers 307 instead of 200 and leads to https://evil.example/",
  ]);
});

test("a service worker that only a browser's own request for one gets is found", async () => {
  const body = (path: string, whole: Buffer, asked: IncomingHttpHeaders) =>
    path === "/sw.js" && asked["service-worker"] === "script" ? Buffer.from("other") : whole;
  expect(await differencesBehind({ body })).toEqual([
    "/sw.js differs from byte 0 on: 5 bytes instead of 41",
  ]);
});

test("without the files at hand a changed one is found by its hash", async () => {
  const changed = app["assets/main-1.js"].replace("Longrein", "Longreim");
  await writeFile(join(served, "assets/main-1.js"), changed);
  const manifest = await manifestOfFolder(shipped, "0.1.0");
  const verdict = await verifyApp(new URL(relay.url), { manifest, folder: undefined });
  expect(verdict.differences).toEqual([
    {
      path: "/assets/main-1.js",
      what: "has another content: 28 bytes instead of 28",
      sha256: createHash("sha256").update(changed).digest("hex"),
    },
  ]);
});

test("a packed answer counts as what it unpacks to", async () => {
  const isScript = (path: string) => path === "/sw.js";
  const body = (path: string, whole: Buffer) => (isScript(path) ? gzipSync(whole) : whole);
  const headers = (path: string, given: OutgoingHttpHeaders) =>
    isScript(path) ? { ...given, "content-encoding": "gzip" } : given;
  expect(await differencesBehind({ body, headers })).toEqual([]);
});
