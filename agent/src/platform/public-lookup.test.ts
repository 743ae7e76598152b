// Which addresses are public, and that nobody is connected with another.

import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { exchange } from "./http-request.ts";
import { isPublicAddress, lookupPublic } from "./public-lookup.ts";

it.each(["142.250.74.202", "8.8.8.8", "2a00:1450:4001:830::200a", "64:ff9b::8efa:4aca"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "64:ff9b:1::a00:1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "ff02::1",
  "2001::1",
  "2002:7f00:1::",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it("a host that leads to this machine is not connected to, by whichever way it is looked up", async () => {
  let connections = 0;
  const server = createServer(() => connections++).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const url = new URL(`http://localhost:${port}/`);
  const asked = exchange(url, { lookup: lookupPublic, withinMs: 10_000 }, 100);
  await expect(asked).rejects.toMatchObject({ code: "EPRIVATE" });
  const one = await new Promise((resolve) => lookupPublic("localhost", { family: 4 }, resolve));
  expect(one).toMatchObject({ code: "EPRIVATE" });
  expect(connections).toBe(0);
  server.close();
});
