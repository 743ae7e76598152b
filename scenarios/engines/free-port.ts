// A port of this machine that nobody listens on, for programs that cannot say which they took.

import { createServer } from "node:net";

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string")
        return reject(new Error("expected a port"));
      server.close(() => resolve(address.port));
    });
  });
}
