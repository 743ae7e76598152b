// Headers that whatever stands before an origin may add, and that make a browser do nothing but what it would do
// anyway. All others that our app does not come with are told of: a header can load, redirect, remember and report.

const harmless: ReadonlySet<string> = new Set([
  "accept-ranges",
  "age",
  "connection",
  "content-encoding",
  "content-length",
  // Judged by itself.
  "content-type",
  "date",
  "etag",
  "keep-alive",
  "last-modified",
  "server",
  "server-timing",
  "transfer-encoding",
  "vary",
  "via",
  // Another way to the same origin, for which that still has to show its certificate.
  "alt-svc",
  // By these every zone of Cloudflare's hears that it could not be reached, which it is to begin with.
  "nel",
  "report-to",
]);

/** Of those that begin as private ones do, these mean something to browsers. */
const meaningful: ReadonlySet<string> = new Set([
  "x-content-type-options",
  "x-dns-prefetch-control",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
  "x-sourcemap",
  "x-ua-compatible",
  "x-webkit-csp",
  "x-content-security-policy",
  "x-xss-protection",
]);

/** `name` in lower case. */
export function isHarmless(name: string): boolean {
  return harmless.has(name) || (/^(cf|x)-/.test(name) && !meaningful.has(name));
}
