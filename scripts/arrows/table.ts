// Which folder may import which: the table that ARCHITECTURE.md prints and scripts/check-arrows.ts holds.
// A folder may always import itself; a file with a row of its own only what that row says. A source file
// without a row is refused, so that a new folder is a decision and not an accident.

export interface Row {
  readonly places: readonly string[];
  /** Files and folders that may be imported. */
  readonly may: readonly string[];
  /** Files and folders of which only types may be imported. */
  readonly mayTypes?: readonly string[];
  /** Packages from outside; `@noble/*` stands for each of that scope, `node:*` for each built-in. */
  readonly packages?: readonly string[];
}

/** What of the protocol ends up in the relay: none of it can open a frame, none imports anything else. */
const seenByRelay = [
  "protocol/src/envelope.ts",
  "protocol/src/limits.ts",
  "protocol/src/failure.ts",
  "protocol/src/bytes.ts",
  "protocol/src/base64url.ts",
  "protocol/src/strict-json.ts",
];

const protocol = "protocol/src";
const limits = "protocol/src/limits.ts";
const rights = "protocol/src/names.ts";
const agent = (...names: readonly string[]): string[] => names.map((name) => `agent/src/${name}`);
const phone = (...names: readonly string[]): string[] =>
  names.map((name) => `mobile-web/src/${name}`);
const preact = ["preact", "@preact/signals"];

const protocolRows: readonly Row[] = [
  { places: [protocol], may: [], packages: ["@noble/*"] },
  { places: seenByRelay, may: seenByRelay },
];

const relayRows: readonly Row[] = [
  {
    places: ["relay/src"],
    may: [
      "protocol/src/envelope.ts",
      limits,
      "protocol/src/failure.ts",
      "protocol/src/strict-json.ts",
    ],
    packages: ["cloudflare:workers", "hono", "itty-durable", "itty-router"],
  },
];

const agentRows: readonly Row[] = [
  { places: agent("policy"), may: [rights], mayTypes: [protocol] },
  { places: agent("approvals"), may: [...agent("policy"), protocol] },
  { places: agent("audit"), may: [...agent("approvals"), protocol] },
  { places: agent("runs"), may: [...agent("approvals", "policy"), protocol] },
  { places: agent("spend"), may: [...agent("runs"), protocol] },
  { places: agent("egress"), may: [...agent("runs"), protocol], packages: ["node:buffer"] },
  { places: agent("config"), may: [...agent("platform"), protocol] },
  { places: agent("platform"), may: [protocol], packages: ["node:*", "workerd"] },
  {
    // SQLite's lock is the kernel's; the store itself is never opened here.
    places: agent("platform/instance-lock.ts"),
    may: agent("platform"),
    packages: ["better-sqlite3", "node:fs"],
  },
  { places: agent("workspaces"), may: [...agent("platform"), protocol] },
  {
    places: agent("verify"),
    may: [...agent("audit", "platform"), protocol],
    packages: ["node:crypto", "node:fs/promises", "node:path"],
  },
  {
    places: agent("platform/unix-web-socket.ts"),
    may: [...agent("platform"), protocol],
    packages: ["node:*", "ws"],
  },
  {
    // To take a path apart touches nothing.
    places: agent("drivers/*"),
    may: [...agent("runs", "platform"), protocol],
    packages: ["node:path"],
  },
  {
    places: agent("store"),
    may: [...agent("runs", "approvals", "audit", "egress", "platform"), protocol],
    packages: ["better-sqlite3"],
  },
  { places: agent("link"), may: [...agent("platform"), protocol], packages: ["ws"] },
  {
    places: agent("push"),
    may: [...agent("egress", "platform", "policy", "store"), protocol],
    packages: ["node:crypto"],
  },
  { places: agent("pairing"), may: [...agent("link", "platform"), protocol], packages: ["qr"] },
  {
    places: agent("control"),
    may: [...agent("platform"), protocol],
    packages: ["node:events", "node:fs", "node:net", "node:path"],
  },
  {
    places: agent("daemon"),
    may: [
      ...agent("approvals", "audit", "config", "control", "drivers", "egress", "link"),
      ...agent(
        "pairing",
        "platform",
        "policy",
        "push",
        "runs",
        "spend",
        "store",
        "verify",
        "workspaces",
      ),
      protocol,
    ],
  },
  {
    places: agent("deploy"),
    may: [...agent("platform"), protocol],
    packages: ["node:crypto", "node:fs/promises", "node:path", "node:timers/promises", "node:util"],
  },
  {
    places: agent("cli"),
    may: [...agent("config", "control", "platform", "spend"), protocol],
    packages: ["node:net", "node:readline", "node:util", "qr"],
  },
  {
    places: agent("cli/up.ts", "cli/demo.ts", "cli/relay-serve.ts"),
    may: [...agent("cli", "config", "control", "daemon", "platform"), protocol],
  },
  {
    // An export is verified where no agent and no store is.
    places: agent("cli/verify-export.ts"),
    may: [...agent("audit", "cli", "control", "platform"), protocol],
  },
  {
    // What an origin serves is compared where no agent runs.
    places: agent("cli/verify.ts"),
    may: [...agent("cli", "config", "platform", "verify"), protocol],
  },
  {
    // What is done to the whole store, also where no agent runs that could be asked.
    places: agent("cli/own-store.ts", "cli/rotate.ts", "cli/store.ts"),
    may: [...agent("cli", "control", "platform", "store"), protocol],
  },
  {
    // Whatever is ours goes, wherever it lies; worktrees as they always do.
    places: agent("cli/uninstall-parts.ts", "cli/uninstall.ts"),
    may: [...agent("cli", "config", "control", "platform", "workspaces"), protocol],
    packages: ["node:fs/promises", "node:path"],
  },
  {
    places: agent(
      "cli/own-relay.ts",
      "cli/relay-deploy.ts",
      "cli/relay-destroy.ts",
      "cli/relay-status.ts",
    ),
    may: [...agent("cli", "config", "deploy", "platform"), protocol],
    packages: ["node:fs", "node:path"],
  },
  { places: agent("main.ts"), may: agent("cli", "platform") },
  {
    places: ["agent/bin"],
    may: agent("main.ts"),
    packages: ["node:child_process", "node:fs", "node:module", "node:os", "node:v8"],
  },
];

const phoneRows: readonly Row[] = [
  {
    places: phone("parts"),
    may: [...phone("styles"), "protocol/src/hidden-characters.ts"],
    packages: preact,
  },
  { places: phone("styles", "words"), may: [] },
  { places: phone("state"), may: [protocol] },
  {
    // What stands before the link has come may know of it what it looks like, no more.
    places: phone("early"),
    may: [...phone("vault"), protocol],
    mayTypes: phone("state"),
  },
  { places: phone("vault"), may: [protocol], packages: ["@noble/*"] },
  { places: phone("link"), may: [...phone("vault"), protocol], mayTypes: phone("state") },
  {
    places: phone("first-load"),
    may: [...phone("parts", "state", "styles", "words"), limits, "protocol/src/mixed-scripts.ts"],
    mayTypes: [protocol],
    packages: preact,
  },
  {
    // A screen opens when the first load is there anyway, and so may use it; never the other way.
    places: phone("screens"),
    may: [...phone("first-load", "notifications", "parts", "state", "styles", "words"), limits],
    mayTypes: [protocol],
    packages: preact,
  },
  {
    places: phone("notifications"),
    may: [...phone("first-load", "state", "words"), protocol],
    packages: preact,
  },
  {
    places: phone("settled.ts"),
    may: phone("first-load", "memory", "notifications", "screens/settings"),
  },
  { places: phone("service-worker"), may: [protocol] },
  {
    places: phone("memory"),
    may: [...phone("state"), protocol],
    mayTypes: phone("first-load"),
    packages: preact,
  },
  {
    places: phone("main.tsx"),
    may: [
      ...phone(
        "early",
        "first-load",
        "link",
        "memory",
        "parts",
        "screens",
        "settled.ts",
        "state",
        "styles",
        "vault",
        "words",
      ),
      protocol,
    ],
    packages: preact,
  },
];

export const rows: readonly Row[] = [...protocolRows, ...relayRows, ...agentRows, ...phoneRows];

/** Tests, tools and the places that put all parts together may import what they like. */
export const isFree = (path: string): boolean =>
  /\.(test|fuzz|bench)\.tsx?$/.test(path) ||
  /^(scripts|simulation|scenarios)\//.test(path) ||
  /^[a-z-]+\/(dev|src\/testing)\//.test(path) ||
  /(^|\/)[a-z]+\.config\.ts$/.test(path);

/** True when the path is the place or lies in it; `drivers/*` is one folder below drivers. */
export function isIn(path: string, place: string): boolean {
  if (!place.endsWith("/*")) return path === place || path.startsWith(`${place}/`);
  const parent = place.slice(0, -1);
  return path.startsWith(parent) && path.indexOf("/", parent.length) !== -1;
}

/** The row of the longest place that holds the path, and the place as it stands on disk. */
export function rowOf(path: string): { readonly row: Row; readonly place: string } | undefined {
  const candidates = rows.flatMap((row) =>
    row.places.filter((place) => isIn(path, place)).map((place) => ({ row, place })),
  );
  const [best] = candidates.toSorted((a, b) => b.place.length - a.place.length);
  if (best === undefined || !best.place.endsWith("/*")) return best;
  const end = path.indexOf("/", best.place.length - 1);
  return { row: best.row, place: path.slice(0, end) };
}
