// Builds the replay page and serves it on loopback under the same policy as the app, so that what works
// here does not fail there.

import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { build } from "vite";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

export interface Replay {
  readonly origin: string;
  close(): void;
}

export async function serveReplay(): Promise<Replay> {
  // Of its own: another process may serve what it is building, too.
  const root = join(import.meta.dirname, `../../.cache/replay/${process.pid}`);
  const configFile = join(import.meta.dirname, "vite.config.ts");
  await build({ configFile, logLevel: "warn", build: { outDir: root } });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    // Browsers ask for one whatever the page says.
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const file = path === "/" ? "/dev/index.html" : path;
    readFile(join(root, file)).then(
      (body) => {
        const type = types[extname(file)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type, "content-security-policy": policy });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { origin: `http://127.0.0.1:${portOf(server)}`, close };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
