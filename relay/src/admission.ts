// What the Worker can decide about an upgrade before any Durable Object is woken (woken objects cost money
// and memory, refusals here cost neither). Pure: the request comes as plain fields.

import { idFromText, subprotocol } from "@longrein/protocol/envelope";
import type { Settings } from "./environment.ts";

export type Leg = "agent" | "phone";

export interface Upgrade {
  readonly leg: Leg;
  readonly url: URL;
  readonly method: string;
  readonly upgrade: string | null;
  readonly protocols: string | null;
  readonly origin: string | null;
}

export type Verdict =
  | { readonly kind: "admitted"; readonly sessionId: Uint8Array }
  /** Speaks another version: told so over a socket, because a browser hides a refusal's reason. */
  | { readonly kind: "other-version"; readonly offered: string }
  | { readonly kind: "refused"; readonly status: 400 | 403 | 405 | 426 };

/** More entries than this is nobody's honest list. */
const protocolsBytesMax = 200;

export function judgeUpgrade(request: Upgrade, settings: Settings): Verdict {
  if (request.method !== "GET") return refused(405);
  if (request.upgrade?.toLowerCase() !== "websocket") return refused(426);
  // A query could carry an ID into somebody's access log; there is none to send.
  if (request.url.search !== "") return refused(400);
  if (!isOriginAllowed(request, settings)) return refused(403);
  return judgeProtocols(request.protocols ?? "", settings);
}

/** Browsers cannot lie about Origin, so a page elsewhere cannot use a visitor's browser as a phone. */
export function isOriginAllowed(
  { leg, url, origin }: Pick<Upgrade, "leg" | "url" | "origin">,
  settings: Settings,
): boolean {
  if (leg === "agent") return origin === null;
  // Behind a proxy that ends TLS the page is https while this request is plain.
  const own = [url.origin, `https://${url.host}`];
  return origin !== null && (own.includes(origin) || origin === settings.appOrigin);
}

function judgeProtocols(header: string, settings: Settings): Verdict {
  if (header.length > protocolsBytesMax) return refused(400);
  const entries = header.split(",").map((entry) => entry.trim());
  const versions = entries.filter((entry) => /^longrein\.v[1-9][0-9]{0,2}$/.test(entry));
  const names = entries.filter((entry) => entry.startsWith("s."));
  const [name] = names;
  const [offered] = versions;
  if (name === undefined || offered === undefined) return refused(400);
  if (names.length !== 1 || names.length + versions.length !== entries.length) return refused(400);
  const sessionId = idFromText(name.slice(2));
  if (sessionId === undefined) return refused(400);
  if (!versions.includes(subprotocol)) return { kind: "other-version", offered };
  const { allowedSessions } = settings;
  if (allowedSessions !== undefined && !allowedSessions.has(name.slice(2))) return refused(403);
  return { kind: "admitted", sessionId };
}

function refused(status: Extract<Verdict, { kind: "refused" }>["status"]): Verdict {
  return { kind: "refused", status };
}
