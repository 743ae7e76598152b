// The headers of every response, in one table: the Worker sets them, and the build writes them into the
// assets' _headers file, for the files Cloudflare serves without running the Worker.

const contentSecurityPolicy = (relayOrigins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    // 'self' covers ws and wss of the same host (CSP level 3, 6.7.2.8).
    ["connect-src 'self'", ...relayOrigins].join(" "),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Registering the service worker needs a policy; the one named sw returns '/sw.js' and nothing else.
    "require-trusted-types-for 'script'",
    "trusted-types sw",
  ].join("; ");

/** Everything off but what the app uses: the camera to scan a code, passkeys, copying, staying awake. */
const permissions = [
  "accelerometer=()",
  "autoplay=()",
  "browsing-topics=()",
  "camera=(self)",
  "clipboard-read=()",
  "clipboard-write=(self)",
  "display-capture=()",
  "encrypted-media=()",
  "fullscreen=()",
  "geolocation=()",
  "gyroscope=()",
  "hid=()",
  "magnetometer=()",
  "microphone=()",
  "midi=()",
  "payment=()",
  "publickey-credentials-create=(self)",
  "publickey-credentials-get=(self)",
  "screen-wake-lock=(self)",
  "serial=()",
  "usb=()",
  "xr-spatial-tracking=()",
].join(", ");

/** `relayOrigins` only for an app that talks to a relay on another host, e.g. wss://relay.example.org. */
export function securityHeaders(relayOrigins: readonly string[] = []): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(relayOrigins),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    // Own processes and no document.domain, as far as the browser can; Integrity-Policy waits for a build
    // that writes hashes into every import.
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": permissions,
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
  };
}

/** Files under this path are named by a hash of their content and never change. */
export const hashedPath = "/assets/";
export const cacheForever = "public, max-age=31536000, immutable";
/** Everything else is asked for again each time; the answer is mostly "not modified". */
export const cacheNever = "no-cache";
/** What is no file: errors, health, versions. */
export const doNotStore = "no-store";

/** The _headers file for Cloudflare's static serving. */
export function headersFile(relayOrigins: readonly string[] = []): string {
  const lines = Object.entries(securityHeaders(relayOrigins)).map(
    ([name, value]) => `  ${name}: ${value}`,
  );
  return [
    "/*",
    ...lines,
    `  Cache-Control: ${cacheNever}`,
    `${hashedPath}*`,
    // Values of several matching rules are joined, so the first must go.
    "  ! Cache-Control",
    `  Cache-Control: ${cacheForever}`,
    "",
  ].join("\n");
}
