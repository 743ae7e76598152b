// The claim of a nameplate against real HTTP servers: a relay's answers, and those of servers that are none.

import { type RequestListener, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { toBase64url } from "@longrein/protocol";
import { claimNameplate } from "./claim-nameplate.ts";

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const id = (fill: number) => toBase64url(new Uint8Array(16).fill(fill));
const ticket = JSON.stringify({ sessionId: id(1), id: id(2), capability: id(3) });
const relay = JSON.stringify({ product: "longrein" });

test.each([
  [404, relay, "code-unknown"],
  [404, "<h1>Not found</h1>", "code-no-relay"],
  [405, "{}", "code-no-relay"],
  [200, relay, "code-no-relay"],
  [409, relay, "code-claimed"],
  [429, relay, "code-too-often"],
  [503, relay, "unreachable"],
])("%i of one that says %s of itself is %s", async (status, itself, reason) => {
  const url = await serve(({ method }, response) => {
    if (method === "POST") response.writeHead(status).end("not found");
    else response.end(itself);
  });
  await expect(claimNameplate(url, "8T3M")).rejects.toMatchObject({ reason });
});

test("asks the same again when no answer came, and another nameplate with another claim", async () => {
  const claims: string[] = [];
  const url = await serve((request, response) => {
    request.setEncoding("utf8").once("data", (body: string) => {
      claims.push(body);
      if (claims.length === 1) response.destroy();
      else response.end(ticket);
    });
  });
  const got = await claimNameplate(url, "8T3M");
  expect(got.capability).toEqual(new Uint8Array(16).fill(3));
  await claimNameplate(url, "8T3M");
  expect(new Set(claims).size).toBe(1);
  await claimNameplate(url, "8T3N");
  const [first = "", , , other = ""] = claims;
  expect(first).toMatch(/^{"nameplate":"8T3M","claim":"[\w-]{22}"}$/);
  expect(other.slice(-24)).not.toBe(first.slice(-24));
});

test("gives up where nobody answers", async () => {
  const url = await serve((_, response) => response.destroy());
  await expect(claimNameplate(url, "8T3M")).rejects.toMatchObject({ reason: "unreachable" });
});
