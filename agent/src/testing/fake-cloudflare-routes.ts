// What the fake of Cloudflare's API answers: one function for each call that the pinned wrangler makes.

import { randomBytes } from "node:crypto";
import { isRecord } from "@longrein/protocol/shape";
import {
  type Answer,
  type Asked,
  type CloudAccount,
  type FakeWorker,
  emptyWorker,
  newId,
} from "./cloud-account.ts";

type Route = (cloud: CloudAccount, asked: Asked, name: string) => Answer | Promise<Answer>;

const account = "/accounts/[0-9a-f]{32}";
const script = `${account}/workers/scripts/([a-z0-9-]+)`;

const routes: readonly (readonly [string, Route])[] = [
  ["GET /user/tokens/verify", () => found({ id: "1", status: "active" })],
  ["GET /user", () => found({ id: "1", email: "ada@example.org" })],
  ["GET /accounts", ({ accounts }) => found(accounts)],
  ["GET /memberships", ({ accounts }) => found(accounts.map((one) => ({ id: "1", account: one })))],
  [`GET ${account}/workers/subdomain`, subdomainOf],
  [`GET ${account}/workers/services/([a-z0-9-]+)`, service],
  [`DELETE ${account}/workers/services/([a-z0-9-]+)`, remove],
  [`GET ${account}/workers/workers/([a-z0-9-]+)`, workerNamed],
  [`GET ${script}/secrets`, secretsOf],
  [`GET ${script}/deployments`, deployments],
  [`GET ${script}/versions`, versions],
  [`POST ${script}/assets-upload-session`, assetSession],
  [`POST ${account}/workers/assets/upload`, takeFiles],
  [`PUT ${script}`, upload],
  [`POST ${script}/subdomain`, enable],
  // What there may be besides, and is not in a relay.
  [`GET ${script}/settings`, (cloud, _, name) => withWorker(cloud, name, () => ({ bindings: [] }))],
  [`GET ${account}/storage/kv/namespaces`, () => found([])],
];

export async function answerOf(cloud: CloudAccount, asked: Asked): Promise<Answer | undefined> {
  for (const [pattern, route] of routes) {
    const match = new RegExp(`^${pattern}$`).exec(`${asked.method} ${asked.path}`);
    if (match !== null) return route(cloud, asked, match[1] ?? "");
  }
  return undefined;
}

function found(result: unknown, status = 200): Answer {
  return { status, result };
}

function wrong(code: number, message: string, status = 404): Answer {
  return { status, error: { code, message } };
}

const noWorker = wrong(10_007, "This Worker does not exist on your account.");

function withWorker(
  cloud: CloudAccount,
  name: string,
  answer: (worker: FakeWorker) => unknown,
): Answer {
  const worker = cloud.workers.get(name);
  return worker === undefined ? noWorker : found(answer(worker));
}

function subdomainOf({ subdomain }: CloudAccount): Answer {
  if (subdomain !== undefined) return found({ subdomain });
  return wrong(10_007, "You do not have a workers.dev subdomain.");
}

function service(cloud: CloudAccount, _: Asked, name: string): Answer {
  return withWorker(cloud, name, () => ({
    id: name,
    default_environment: {
      environment: "production",
      script: { id: name, tag: "7".repeat(32), tags: [], last_deployed_from: "wrangler" },
    },
  }));
}

function remove(cloud: CloudAccount, _: Asked, name: string): Answer {
  return cloud.workers.delete(name) ? found({}) : noWorker;
}

function workerNamed(cloud: CloudAccount, _: Asked, name: string): Answer {
  return withWorker(cloud, name, ({ enabled }) => ({
    id: newId(),
    name,
    subdomain: { enabled, previews_enabled: false },
  }));
}

function secretsOf(cloud: CloudAccount, _: Asked, name: string): Answer {
  return withWorker(cloud, name, ({ secrets }) =>
    [...secrets.keys()].map((one) => ({ name: one, type: "secret_text" })),
  );
}

function deployments(cloud: CloudAccount, _: Asked, name: string): Answer {
  return withWorker(cloud, name, ({ versions: all }) => ({
    deployments: all.toReversed().map(({ id }) => ({
      id: newId(),
      created_on: "2026-11-01T10:00:00Z",
      versions: [{ version_id: id, percentage: 100 }],
    })),
  }));
}

function versions(cloud: CloudAccount, _: Asked, name: string): Answer {
  return withWorker(cloud, name, ({ versions: all }) => ({ items: all.toReversed().map(told) }));
}

function told({ id, tag, message }: FakeWorker["versions"][number], index: number) {
  return {
    id,
    number: index + 1,
    metadata: { created_on: "2026-11-01T10:00:00Z", author_email: "ada@example.org" },
    annotations: { "workers/tag": tag, "workers/message": message },
  };
}

function assetSession({ files }: CloudAccount, { body }: Asked): Answer {
  const session: unknown = JSON.parse(body.toString("utf8"));
  const manifest = isRecord(session) && isRecord(session["manifest"]) ? session["manifest"] : {};
  const hashes = Object.values(manifest).flatMap((file) =>
    isRecord(file) && typeof file["hash"] === "string" ? [file["hash"]] : [],
  );
  const missing = hashes.filter((hash) => !files.has(hash));
  return found({ jwt: sessionToken(), buckets: missing.length === 0 ? [] : [missing] });
}

/** Wrangler looks into it, so it has to be one. */
function sessionToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ exp: 4e9 })}.${randomBytes(8).toString("base64url")}`;
}

async function takeFiles(cloud: CloudAccount, asked: Asked): Promise<Answer> {
  for (const [hash] of await formOf(asked)) cloud.files.add(hash);
  return found({ jwt: sessionToken() }, 201);
}

async function upload(cloud: CloudAccount, asked: Asked, name: string): Promise<Answer> {
  const form = await formOf(asked);
  const described = form.get("metadata");
  const metadata: unknown = typeof described === "string" ? JSON.parse(described) : undefined;
  if (!isRecord(metadata)) return wrong(10_021, "expected metadata", 400);
  const main = form.get(String(metadata["main_module"]));
  if (!(main instanceof Blob)) return wrong(10_021, "expected a main module", 400);
  const notes = isRecord(metadata["annotations"]) ? metadata["annotations"] : {};
  const worker = cloud.workers.get(name) ?? emptyWorker();
  const version = {
    id: newId(),
    metadata,
    code: await main.text(),
    tag: textOf(notes["workers/tag"]),
    message: textOf(notes["workers/message"]),
  };
  worker.versions.push(version);
  for (const [secret, value] of secretsIn(metadata)) worker.secrets.set(secret, value);
  cloud.workers.set(name, worker);
  return found({
    id: name,
    etag: "1",
    deployment_id: version.id.replaceAll("-", ""),
    startup_time_ms: 5,
  });
}

function secretsIn({ bindings }: Readonly<Record<string, unknown>>): [string, string][] {
  if (!Array.isArray(bindings)) return [];
  return bindings.flatMap((binding: unknown) =>
    isRecord(binding) && binding["type"] === "secret_text"
      ? [[String(binding["name"]), String(binding["text"])] as [string, string]]
      : [],
  );
}

function enable(cloud: CloudAccount, { body }: Asked, name: string): Answer {
  return withWorker(cloud, name, (worker) => {
    const asked: unknown = JSON.parse(body.toString("utf8"));
    worker.enabled = isRecord(asked) && asked["enabled"] === true;
    return { enabled: worker.enabled, previews_enabled: false };
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

async function formOf({ headers, body }: Asked): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  return new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
}
