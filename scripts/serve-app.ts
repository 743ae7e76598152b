// Serves a built app from a folder of its own in front of a relay, under the headers it is deployed with. The
// folder can be given a newer version meanwhile, and single files can be withheld.

import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Duplex } from "node:stream";
import { gzipSync } from "node:zlib";
import { fileFor } from "../relay/src/app-files.ts";
import {
  cacheForever,
  cacheNever,
  doNotStore,
  hashedPath,
  securityHeaders,
} from "../relay/src/security-headers.ts";
import { writeServiceWorker } from "./app/service-worker.ts";
import { appFolder } from "./build.ts";

export interface AppServer {
  readonly origin: string;
  /** Deploys the same app once more with one word changed, so that all of it is a new version. */
  deploy(title: string): Promise<void>;
  /** Changes a file behind the back of the service worker that lists it. */
  spoil(path: string): void;
  /** Cuts the phone off from the relay, or lets it through again. */
  relayAway(away: boolean): void;
  /** Paths that are answered with 503 from now on. */
  withhold(paths: RegExp | undefined): void;
  close(): Promise<void>;
}

/**
 * `relayUrl` takes what is no file: the sockets. `relayOrigins` are those of a relay elsewhere, which the app dials
 * itself.
 */
export async function serveApp(
  relayUrl?: string,
  relayOrigins: readonly string[] = [],
): Promise<AppServer> {
  const headers = securityHeaders(relayOrigins);
  const folder = mkdtempSync(join(tmpdir(), "longrein-app-"));
  cpSync(appFolder, folder, { recursive: true });
  await writeServiceWorker(folder, relayOrigins);
  let withheld: RegExp | undefined;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://app");
    if (withheld?.test(pathname) === true) return void response.writeHead(503).end();
    answer(folder, pathname, response, headers);
  });
  const open = new Set<Duplex>();
  let away = relayUrl === undefined;
  server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
    if (away || relayUrl === undefined) return void socket.destroy();
    open.add(socket.on("close", () => open.delete(socket)));
    passOn(relayUrl, request, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    deploy: async (title) => {
      const page = join(folder, "index.html");
      const html = readFileSync(page, "utf8");
      writeFileSync(page, html.replace(/<title>.*<\/title>/, `<title>${title}</title>`));
      await writeServiceWorker(folder, relayOrigins);
    },
    spoil: (path) => appendFileSync(join(folder, path), " "),
    relayAway: (now) => {
      away = now;
      if (away) for (const socket of open) socket.destroy();
    },
    withhold: (paths) => (withheld = paths),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answer(
  folder: string,
  pathname: string,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  const file = fileFor(pathname);
  const body = file && read(join(folder, file.path));
  if (file === undefined || body === undefined) {
    return void response.writeHead(404, { ...headers, "Cache-Control": doNotStore }).end();
  }
  response.writeHead(200, {
    ...headers,
    "Content-Type": file.contentType,
    "Cache-Control": pathname.startsWith(hashedPath) ? cacheForever : cacheNever,
    // As an edge would.
    "Content-Encoding": "gzip",
  });
  response.end(extname(file.path) === ".png" ? gzipSync(body, { level: 0 }) : gzipSync(body));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The request goes on as it came; what follows is between the phone and the relay. */
function passOn(relayUrl: string, request: IncomingMessage, phone: Duplex): void {
  const { hostname, port } = new URL(relayUrl);
  const relay = connect(Number(port), hostname, () => {
    const { method, url, rawHeaders } = request;
    const lines = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
    );
    relay.write([`${method} ${url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
    relay.pipe(phone).pipe(relay);
  });
  relay.on("error", () => phone.destroy());
  phone.on("error", () => relay.destroy());
  phone.on("close", () => relay.destroy());
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
