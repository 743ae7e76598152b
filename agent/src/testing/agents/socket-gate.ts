// A Unix socket that leads to another one, until somebody cuts the line: what is lost on the way between two
// programs that both live.

import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { type Socket, connect, createServer } from "node:net";
import { dirname } from "node:path";

export class SocketGate {
  readonly #to: string;
  readonly #close: () => Promise<void>;
  readonly #lines = new Set<Socket>();
  /** Who came while it was shut, and has been told nothing yet. */
  readonly #waiting: Socket[] = [];
  #isShut = false;

  private constructor(to: string, close: () => Promise<void>) {
    this.#to = to;
    this.#close = close;
  }

  static async open(from: string, to: string): Promise<SocketGate> {
    await mkdir(dirname(from), { recursive: true });
    const server = createServer((socket) => gate.#came(socket)).listen(from);
    await once(server, "listening");
    const gate = new SocketGate(to, async () => {
      server.close();
      await once(server, "close");
    });
    return gate;
  }

  /** Ends every connection without a word; others may follow at once. */
  cut(): void {
    for (const line of this.#lines) line.destroy();
    this.#lines.clear();
  }

  /** The same, and who comes has to wait. */
  shut(): void {
    this.#isShut = true;
    this.cut();
  }

  reopen(): void {
    this.#isShut = false;
    for (const socket of this.#waiting.splice(0)) this.#lead(socket);
  }

  async close(): Promise<void> {
    for (const socket of this.#waiting) socket.destroy();
    this.cut();
    await this.#close();
  }

  #came(socket: Socket): void {
    socket.on("error", () => undefined);
    if (this.#isShut) this.#waiting.push(socket);
    else this.#lead(socket);
  }

  #lead(socket: Socket): void {
    const line = connect(this.#to);
    line.on("error", () => undefined);
    for (const end of [socket, line]) {
      this.#lines.add(end);
      end.once("close", () => this.#lines.delete(end));
    }
    line.once("close", () => socket.destroy());
    socket.once("close", () => line.destroy());
    socket.pipe(line).pipe(socket);
  }
}
