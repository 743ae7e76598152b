// What payloads would fetch: a server of the test's own that remembers whoever comes.

import type { AddressInfo } from "node:net";
import { createServer } from "node:http";

export interface Trap {
  /** As payloads write it, without a scheme. */
  readonly address: string;
  /** What was asked for. */
  readonly caught: readonly string[];
  close(): Promise<void>;
}

export async function setTrap(): Promise<Trap> {
  const caught: string[] = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("ran=1");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server.address());
  return {
    address: `//127.0.0.1:${port}`,
    caught,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
