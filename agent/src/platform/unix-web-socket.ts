// A WebSocket over a Unix socket of this user's: text messages both ways, each with a bound.

import { lstat, readFile, realpath } from "node:fs/promises";
import { WebSocket } from "ws";

export interface UnixWebSocketOptions {
  readonly path: string;
  readonly messageBytesMax: number;
  message(text: string): void;
  closed(why: string): void;
}

export interface UnixWebSocket {
  /** False if it is not open any more. */
  send(text: string): boolean;
  close(): Promise<void>;
}

const openWithinMs = 5_000;
const closeWithinMs = 1_000;

/** Undefined if nobody listens there. Rejects if it is somebody else's. */
export async function openUnixWebSocket(
  options: UnixWebSocketOptions,
): Promise<UnixWebSocket | undefined> {
  const place = await realpath(options.path).catch(() => undefined);
  if (place === undefined) return undefined;
  const { uid } = await lstat(place);
  // Whoever leads us to a socket of their own would be taken for what we drive.
  if (uid !== process.getuid?.()) throw new Error(`${place} belongs to another user`);
  const socket = new WebSocket(`ws+unix:${place}:/`, {
    maxPayload: options.messageBytesMax,
    perMessageDeflate: false,
    handshakeTimeout: openWithinMs,
  });
  if (!(await opened(socket))) return undefined;
  let why = "the connection was closed";
  socket.on("message", (content) => options.message(textOf(content)));
  socket.on("error", (failure) => {
    why = failure.message;
  });
  socket.once("close", () => options.closed(why));
  return {
    send: (text) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    close: () => closed(socket),
  };
}

/** How many have it open; undefined where the system does not say. */
export async function clientsOf(path: string): Promise<number | undefined> {
  try {
    const place = await realpath(path);
    const sockets = (await readFile("/proc/net/unix", "utf8")).split("\n");
    // `address: references protocol flags type state inode path`, where state 03 is connected.
    return sockets.filter((line) => / 03 +\d+ /.test(line) && line.endsWith(` ${place}`)).length;
  } catch {
    return undefined;
  }
}

function opened(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once("open", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
}

function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), closeWithinMs);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close();
  });
}

function textOf(content: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(content)) return Buffer.concat(content).toString("utf8");
  return Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content).toString(
    "utf8",
  );
}
