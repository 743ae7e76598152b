// A port for a program that a test starts. Not one that the system hands out: until that program listens, any connection
// on this machine might be given it.

import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below what systems give to connections. */
const ports = { from: 12_000, below: 32_000 };
const triesMax = 100;

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = randomInt(ports.from, ports.below);
    if (await isFree(port)) return port;
  }
  throw new Error(`expected a free port below ${ports.below}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
