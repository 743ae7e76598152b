// Requests to a real server, and what they must not bring along.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { type Server, createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { askOverHttp } from "./http-request.ts";

let server: Server;
let url: URL;
const heard: string[] = [];
beforeEach(async () => {
  server = createServer((request, response) => {
    const { method = "", headers, url: path = "" } = request;
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.once("end", () => {
      heard.push([method, path, headers["x-who"] ?? "", body].join(" "));
      if (path === "/silent") return;
      if (path === "/elsewhere") response.writeHead(302, { Location: "/there" });
      else response.writeHead(path === "/no" ? 503 : 201);
      response.end(path === "/long" ? "x".repeat(70_000) : "answer é");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error("expected a port");
  url = new URL(`http://127.0.0.1:${address.port}`);
});
afterEach(() => {
  heard.splice(0);
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, withinMs = 5_000) => askOverHttp(new URL(path, url), { withinMs });

test("says what was asked and gives back what was answered", async () => {
  const asked = {
    method: "POST",
    headers: { "X-Who": "agent" },
    body: "é",
    withinMs: 5_000,
  } as const;
  const { status, date, text } = await askOverHttp(new URL("/a", url), asked);
  expect([status, text, heard]).toEqual([201, "answer é", ["POST /a agent é"]]);
  expect(Math.abs(Date.parse(date ?? "") - Date.now())).toBeLessThan(60_000);
});

test("refusals are answers, and nobody is led elsewhere", async () => {
  expect(await ask("/no")).toMatchObject({ status: 503 });
  expect(await ask("/elsewhere")).toMatchObject({ status: 302 });
  expect(heard).toEqual(["GET /no  ", "GET /elsewhere  "]);
});

test("silence, a flood and nobody there are failures", async () => {
  await expect(ask("/silent", 100)).rejects.toThrow("aborted");
  await expect(ask("/long")).rejects.toThrow("more than 65536 bytes");
  // The near end of a connection: while it is open, its port is given to nobody who might listen there.
  const held = connect({ port: Number(url.port), host: "127.0.0.1", localAddress: "127.0.0.1" });
  await once(held, "connect");
  await expect(ask(`http://127.0.0.1:${held.localPort}`)).rejects.toThrow("ECONNREFUSED");
  held.destroy();
});

test("the client of fetch is not loaded for it", async () => {
  const module = fileURLToPath(new URL("http-request.ts", import.meta.url));
  const program = `
    const { askOverHttp } = await import(${JSON.stringify(module)});
    const { status } = await askOverHttp(new URL(${JSON.stringify(url.href)}), { withinMs: 5000 });
    console.log(status, process.moduleLoadList.filter((name) => name.includes("undici")).length);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    program,
  ]);
  expect(stdout).toBe("201 0\n");
});
