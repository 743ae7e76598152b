// Which addresses a phone may have this machine post to: those of the push services that browsers use, and what the
// user has added. A phone names the address, and must not reach into the machine's network with it. Pure.

export interface PushPlace {
  readonly url: URL;
  /** The user has named its host, which then may be anywhere; any other has to be on the public internet. */
  readonly isOwn: boolean;
}

const knownHosts: ReadonlySet<string> = new Set([
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
]);
/** Each browser of these two is given one of many names. */
const knownEndings = [".push.apple.com", ".notify.windows.com"];

/** Undefined: nothing is posted there. `ownHosts` are names, with a port where it is not 443. */
export function pushPlaceOf(endpoint: string, ownHosts: readonly string[]): PushPlace | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  const { protocol, host, username, password, hash } = url;
  if (protocol !== "https:" || username !== "" || password !== "" || hash !== "") return undefined;
  if (ownHosts.includes(host)) return { url, isOwn: true };
  const isKnown = knownHosts.has(host) || knownEndings.some((ending) => host.endsWith(ending));
  return isKnown ? { url, isOwn: false } : undefined;
}
