// Which host was dialled, judged before anything else: a relay answers for the hosts it was given, on every
// path, so that no page of another name (a name rebound to this address, say) is ever served by it, and an
// agent's proof is for a host that is ours. A Host that is no host is nobody's.

import type { Settings } from "./environment.ts";

/** A name or address and a port: nothing that a URL would read as a user, a path or a query. */
const hostPattern = /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?$/i;

export interface Dialled {
  /** The request's address as the runtime put it together from the Host header, not yet known to parse. */
  readonly url: string;
  /** The Host header, null where the runtime gives none. */
  readonly host: string | null;
}

/** The status to refuse with, undefined for a host this relay answers for. */
export function refuseHost(
  { url, host }: Dialled,
  { publicHosts }: Pick<Settings, "publicHosts">,
): 400 | 421 | undefined {
  if (host !== null && !hostPattern.test(host)) return 400;
  if (!URL.canParse(url)) return 400;
  const dialled = new URL(url);
  if (dialled.username !== "" || dialled.password !== "") return 400;
  // A name without a port stands for all its ports.
  const isOwn =
    publicHosts === undefined || publicHosts.has(dialled.host) || publicHosts.has(dialled.hostname);
  return isOwn ? undefined : 421;
}
