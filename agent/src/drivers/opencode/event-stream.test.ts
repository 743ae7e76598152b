// The stream of a server's events over real HTTP: cut into pieces, broken off, and longer than it should be.

import { once } from "node:events";
import { type Server, type ServerResponse, createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../testing/until.ts";
import { listen } from "./event-stream.ts";
import { ServerClient } from "./server-client.ts";

let server: Server;
let client: ServerClient;
let open: ServerResponse[];
let heard: unknown[];
let stop: () => void;

beforeEach(async () => {
  open = [];
  heard = [];
  server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    open.push(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  client = new ServerClient(`http://127.0.0.1:${address.port}`, "p");
  stop = listen(client, {
    event: (event) => heard.push(event),
    overlong: () => heard.push("overlong"),
    connected: () => heard.push("connected"),
    lost: (why) => heard.push(why),
  });
  await until(() => heard.includes("connected"), "a connection");
});
afterEach(() => {
  stop();
  server.closeAllConnections();
  server.close();
});

const say = (text: string) => open.at(-1)?.write(text);

describe("the events of a server", () => {
  it("are put together again, and what is none is passed over", async () => {
    say('data: {"type":"o');
    say('ne"}\n\n: a comment\n\ndata: half {\n\nevent: x\ndata: {"type":"zwei ü"}\r\n\n');
    await until(() => heard.length === 3, "two events");
    expect(heard.slice(1)).toEqual([{ type: "one" }, { type: "zwei ü" }]);
  });

  it("go on after the connection broke", async () => {
    open[0]?.destroy();
    await until(() => open.length === 2, "another connection");
    await until(() => heard.length === 2, "to be told");
    say('data: {"type":"again"}\n\n');
    await until(() => heard.length === 3, "an event");
    expect(heard).toEqual(["connected", "connected", { type: "again" }]);
  });

  it("are given up when nobody answers any more", async () => {
    server.closeAllConnections();
    server.close();
    await until(() => heard.length === 2, "the end", 15_000);
    expect(heard[1]).toContain("do not come any more");
  });

  it("are not held when they are longer than they should be", async () => {
    const piece = "x".repeat(1_048_576);
    say("data: ");
    for (let i = 0; i < 20; i++) say(piece);
    say('\n\ndata: {"type":"next"}\n\n');
    await until(() => heard.length === 3, "what comes after", 15_000);
    expect(heard).toEqual(["connected", "overlong", { type: "next" }]);
  });
});
