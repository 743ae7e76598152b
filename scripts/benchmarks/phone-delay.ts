// The length of the way to the relay: passes everything on, as much later as is asked for. A browser's own
// emulation of a slow network leaves sockets out.

import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";

export interface Delay {
  readonly url: string;
  /** Milliseconds there and back, from now on. */
  set(roundTripMs: number): void;
  close(): void;
}

export async function delayBefore(relayUrl: string): Promise<Delay> {
  const { hostname, port } = new URL(relayUrl);
  const sockets = new Set<Socket>();
  let oneWayMs = 0;
  const pass = (from: Socket, to: Socket) => {
    from.on("data", (bytes) => void setTimeout(() => to.writable && to.write(bytes), oneWayMs));
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      setTimeout(() => to.destroy(), oneWayMs);
    });
    sockets.add(from);
  };
  const server = createServer({ noDelay: true }, (phone) => {
    const relay = connect({ port: Number(port), host: hostname, noDelay: true });
    pass(phone, relay);
    pass(relay, phone);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    set: (roundTripMs) => (oneWayMs = roundTripMs / 2),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
