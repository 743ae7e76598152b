// The same app at an origin of its own, away from the relay's. Its policy names that relay, which would otherwise be
// out of its reach, and its service worker has another version for it, so that phones take the policy with the app.

import { createHash } from "node:crypto";
import type { Expected } from "./judge-served.ts";

/** What the app's policy has to name of relays. */
export function originsOf(...relays: readonly URL[]): readonly string[] {
  const origins = relays.flatMap(({ origin, protocol, host }) => [
    origin,
    `${protocol === "https:" ? "wss:" : "ws:"}//${host}`,
  ]);
  return inOrder(origins);
}

/** The one in which they are built and expected, each once: every machine whose relay is among them expects the same. */
export function inOrder(origins: readonly string[]): readonly string[] {
  const keyed = [...new Set(origins)].map((origin) => [
    `${new URL(origin).host} ${origin}`,
    origin,
  ]);
  return keyed.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)).map(([, origin = ""]) => origin);
}

/** The text of the service worker, with the version that stands for these origins as well. */
export function workerElsewhere(text: string, relayOrigins: readonly string[]): string {
  if (relayOrigins.length === 0) return text;
  return text.replace(/(?<=\bversion:")[0-9a-f]{16}(?=")/, (version) =>
    createHash("sha256")
      .update([version, ...relayOrigins].join(" "))
      .digest("hex")
      .slice(0, version.length),
  );
}

const policy = "content-security-policy";
const dials = "connect-src 'self'";

/** What is to be found there in place of what the relay itself would serve. */
export function elsewhere(expected: Expected, relayOrigins: readonly string[]): Expected {
  const { path, file, headers } = expected;
  const named = [dials, ...relayOrigins].join(" ");
  const kept = { ...headers, [policy]: (headers[policy] ?? "").replace(dials, named) };
  if (path !== "/sw.js" || file?.own === undefined) return { path, file, headers: kept };
  const own = Buffer.from(workerElsewhere(Buffer.from(file.own).toString("utf8"), relayOrigins));
  const sha256 = createHash("sha256").update(own).digest("hex");
  return { path, file: { sha256, bytes: own.length, own }, headers: kept };
}
