// The routes as the outside sees them: headers on every answer, constant bodies, and nothing woken that
// need not be.

import { SELF, createExecutionContext, env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { closeCode } from "@longrein/protocol/envelope";
import type { Leg } from "./admission.ts";
import { appFile, fileFor } from "./app-files.ts";
import { headersFile } from "./security-headers.ts";
import { isTalking, newPair, random } from "./testing/parties.ts";
import { RelayClient, relayUrl, upgradeHeaders } from "./testing/relay-client.ts";
import worker from "./worker.ts";

/** Written out, so that a change of any header is a change of this test. */
const expectedHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
    "trusted-types sw",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "permissions-policy":
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), clipboard-read=(), " +
    "clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), " +
    "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), " +
    "publickey-credentials-create=(self), publickey-credentials-get=(self), " +
    "screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
  "x-robots-tag": "noindex, nofollow",
};

const good = (leg: Leg) => upgradeHeaders(leg, random(16));

const files: Record<string, string> = {
  "/index.html": "start",
  "/assets/main-1a2b.js": "run()",
  "/sw.js": "serve()",
};
const ASSETS: Fetcher = {
  fetch: async (input: RequestInfo | URL) => {
    const found = files[new URL(new Request(input).url).pathname];
    return new Response(found ?? "a listing", { status: found === undefined ? 404 : 200 });
  },
  connect: () => {
    throw new Error("expected no connection");
  },
};

const withApp = (request: Request) =>
  Promise.resolve(worker.fetch(request, { ...env, ASSETS }, createExecutionContext()));

describe("every answer carries the whole table of headers", () => {
  test.for<[string, string, RequestInit, number, string]>([
    ["GET", "/", {}, 200, "no-cache"],
    ["GET", "/run/3", {}, 200, "no-cache"],
    ["GET", "/index.html", {}, 200, "no-cache"],
    ["GET", "/sw.js", {}, 200, "no-cache"],
    ["GET", "/assets/main-1a2b.js", {}, 200, "public, max-age=31536000, immutable"],
    ["GET", "/assets/gone.js", {}, 404, "no-store"],
    ["GET", "/.env", {}, 404, "no-store"],
    ["GET", "/v1/agent/do/call/destroy", {}, 404, "no-store"],
    ["GET", "/health", {}, 200, "no-store"],
    ["GET", "/.well-known/longrein", {}, 200, "no-store"],
    ["HEAD", "/", { method: "HEAD" }, 200, "no-cache"],
    ["POST", "/", { method: "POST", body: "x" }, 405, "no-store"],
    ["OPTIONS", "/health", { method: "OPTIONS" }, 405, "no-store"],
    ["GET", "/v1/agent", {}, 426, "no-store"],
    ["POST", "/v1/phone", { method: "POST" }, 405, "no-store"],
    ["upgrade", "/v1/agent", { headers: { Upgrade: "websocket" } }, 400, "no-store"],
    ["upgrade", "/v1/phone", { headers: { Upgrade: "websocket" } }, 403, "no-store"],
    ["upgrade", "/v1/agent", { headers: good("agent") }, 101, "no-store"],
    ["upgrade", "/v1/phone", { headers: good("phone") }, 101, "no-store"],
  ])("%s %s", async ([, path, init, status, cache]) => {
    const answer = await withApp(new Request(relayUrl + path, init));
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(expectedHeaders);
    expect(answer.headers.get("cache-control")).toBe(cache);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    answer.webSocket?.accept();
    answer.webSocket?.close();
  });

  test("also when something breaks inside, without a word of what", async () => {
    const broken = { ...env, APP_ORIGIN: "no origin at all" };
    const request = new Request(`${relayUrl}/v1/agent`, { headers: good("agent") });
    const answer = await worker.fetch(request, broken, createExecutionContext());
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe("internal error");
    expect(Object.fromEntries(answer.headers)).toMatchObject(expectedHeaders);
  });

  test("and so do the files that are served without the Worker", () => {
    const [everywhere] = headersFile().split("/assets/*");
    const lines = Object.entries(expectedHeaders).map(([name, value]) => `  ${name}: ${value}`);
    for (const line of lines) expect(everywhere?.toLowerCase()).toContain(line.toLowerCase());
  });
});

test("an app served elsewhere may talk to this relay, and to nothing else", () => {
  const text = headersFile(["wss://relay.example.org"]);
  expect(text).toContain("connect-src 'self' wss://relay.example.org;");
});

test("answers never repeat what was asked", async () => {
  const canary = "canary-51f0";
  for (const path of [`/${canary}.js`, `/v1/${canary}`, `/v1/agent?${canary}`, `/%00${canary}`]) {
    const answer = await SELF.fetch(relayUrl + path, { headers: { Upgrade: canary } });
    expect(await answer.text()).not.toContain(canary);
    expect(JSON.stringify([...answer.headers])).not.toContain(canary);
  }
});

test("the upgrade echoes the protocol and never the session ID", async () => {
  const answer = await SELF.fetch(`${relayUrl}/v1/agent`, { headers: good("agent") });
  expect(answer.headers.get("sec-websocket-protocol")).toBe("longrein.v1");
  answer.webSocket?.accept();
  answer.webSocket?.close();
});

test("says its versions, limits and build", async () => {
  const answer = await SELF.fetch(`${relayUrl}/.well-known/longrein`);
  expect(await answer.json()).toEqual({
    product: "longrein",
    build: "unbuilt",
    protocol: { min: 1, max: 1, subprotocol: "longrein.v1" },
    access: "public",
    limits: {
      frameBytesMax: 32_773,
      phonesPerSessionMax: 8,
      admissionsMax: 128,
      proveWithinMs: 10_000,
    },
  });
});

test.for<[Leg, number[]]>([
  ["agent", [5, 0, 0, 0, 0, 4, 1]],
  ["phone", [5, 4, 1]],
])(
  "an %s of another version gets a hint over a socket, and no object is woken",
  async ([leg, frame]) => {
    const sessionId = random(16);
    const headers = upgradeHeaders(leg, sessionId);
    headers["Sec-WebSocket-Protocol"] =
      headers["Sec-WebSocket-Protocol"]?.replace("v1", "v2") ?? "";
    const { answer, woken } = await countingWakes(
      new Request(`${relayUrl}/v1/${leg}`, { headers }),
    );
    expect(answer.headers.get("sec-websocket-protocol")).toBe("longrein.v2");
    if (answer.webSocket === null) throw new Error("expected a socket");
    const client = new RelayClient(answer.webSocket, sessionId, "awake");
    expect(await client.next()).toEqual({ kind: "frame", bytes: Uint8Array.from(frame) });
    expect(await client.closeCode()).toBe(closeCode.updateRequired);
    expect(woken).toBe(0);
  },
);

async function countingWakes(request: Request): Promise<{ answer: Response; woken: number }> {
  let woken = 0;
  const SWITCHBOARD = new Proxy(env.SWITCHBOARD, {
    get(target, name) {
      if (name === "get" || name === "getByName") woken++;
      const value: unknown = Reflect.get(target, name);
      const bound: unknown = typeof value === "function" ? value.bind(target) : value;
      return bound;
    },
  });
  const answer = await worker.fetch(request, { ...env, SWITCHBOARD }, createExecutionContext());
  return { answer, woken };
}

test("the count of wakes counts", async () => {
  const request = new Request(`${relayUrl}/v1/agent`, { headers: good("agent") });
  const { answer, woken } = await countingWakes(request);
  expect(woken).toBe(1);
  answer.webSocket?.accept();
  answer.webSocket?.close();
});

test("1,000 bad upgrades wake no object, while a real pair goes on talking", async () => {
  const pair = await newPair("awake");
  const bad: ((headers: Record<string, string>, leg: Leg) => [string, RequestInit])[] = [
    (headers, leg) => [`/v1/${leg}`, { headers, method: "POST" }],
    (headers, leg) => [`/v1/${leg}`, { headers: { ...headers, Upgrade: "h2c" } }],
    (headers, leg) => [`/v1/${leg}`, { headers: { ...headers, Origin: "https://evil.example" } }],
    (headers, leg) => [`/v1/${leg}?x`, { headers }],
    (headers, leg) => [`/v1/${leg}/do/call/destroy`, { headers }],
    (headers, leg) => [`/do/call/${leg}`, { headers: { ...headers, "do-name": "x" } }],
    (headers, leg) => [
      `/v1/${leg}`,
      { headers: { ...headers, "Sec-WebSocket-Protocol": "longrein.v1" } },
    ],
    (headers, leg) => [
      `/v1/${leg}`,
      { headers: { ...headers, "Sec-WebSocket-Protocol": "longrein.v1, s.short" } },
    ],
  ];
  let total = 0;
  for (let i = 0; i < 1_000; i++) {
    const leg = i % 2 === 0 ? "agent" : "phone";
    const [path, init] = bad[(i >> 1) % bad.length]?.(good(leg), leg) ?? [];
    const { answer, woken } = await countingWakes(new Request(relayUrl + path, init));
    expect(answer.webSocket).toBeNull();
    expect(answer.status).not.toBe(101);
    total += woken;
    if (i % 100 === 0) expect(await isTalking(pair)).toBe(true);
  }
  expect(total).toBe(0);
});

test("what reaches an object is made from scratch: no header or path of the outside", async () => {
  const seen: Request[] = [];
  const SWITCHBOARD = new Proxy(env.SWITCHBOARD, {
    get(target, name) {
      if (name === "get") {
        return () => ({
          fetch: async (request: Request) => {
            seen.push(request);
            return new Response(null, { status: 204 });
          },
        });
      }
      const value: unknown = Reflect.get(target, name);
      const bound: unknown = typeof value === "function" ? value.bind(target) : value;
      return bound;
    },
  });
  const headers = {
    ...good("phone"),
    Cookie: "a=b",
    Authorization: "Bearer x",
    "do-content": "[]",
    "longrein-dialled-host": "evil.example",
  };
  const request = new Request(`${relayUrl}/v1/phone`, { headers });
  await worker.fetch(request, { ...env, SWITCHBOARD }, createExecutionContext());
  expect(seen.map(({ url }) => url)).toEqual(["https://switchboard/phone"]);
  expect(Object.fromEntries(seen[0]?.headers ?? [])).toEqual({
    upgrade: "websocket",
    "longrein-dialled-host": "relay.test",
  });
});

test.for([
  ["/", "/index.html"],
  ["/run/3", "/index.html"],
  ["/run/3/", "/index.html"],
  ["/assets/", "/index.html"],
  ["/assets/a-1.css", "/assets/a-1.css"],
  ["/manifest.webmanifest", "/manifest.webmanifest"],
  ["/..", undefined],
  ["/a/../b.js", undefined],
  ["/.git/config", undefined],
  ["/a/.hidden.js", undefined],
  ["/%2e%2e/secret.txt", undefined],
  ["/a\\b.js", undefined],
  ["//other.example/x.js", undefined],
  ["/program.exe", undefined],
  ["/page.php", undefined],
] as const)("the file for %s is %s", ([path, expected]) => {
  expect(fileFor(path)?.path).toBe(expected);
});

test("a known file is not sent twice, and no header of the inside gets out", async () => {
  const tagged: Fetcher = {
    ...ASSETS,
    fetch: async (input) => {
      const request = new Request(input);
      const known = request.headers.get("If-None-Match") === '"1"';
      return known
        ? new Response(null, { status: 304, headers: { ETag: '"1"' } })
        : new Response("[]", { status: 200, headers: { ETag: '"1"', "X-Inner": "1" } });
    },
  };
  const fresh = await appFile(new Request(`${relayUrl}/sw.js`), tagged);
  expect(fresh?.headers.get("etag")).toBe('"1"');
  expect(fresh?.headers.get("x-inner")).toBeNull();
  const headers = { "If-None-Match": '"1"' };
  expect((await appFile(new Request(`${relayUrl}/sw.js`, { headers }), tagged))?.status).toBe(304);
});
