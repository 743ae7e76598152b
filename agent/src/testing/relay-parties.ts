// Agents and phones at a real relay, as bare as its wire: sockets, proofs, capabilities, frames. Phones send
// marks back, as the app does, unless they are told not to read or not to answer.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { WebSocket } from "ws";
import {
  encodeAdmissions,
  encodeAgentFrame,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  parseAgentFrame,
  parseChallenge,
  proofBytes,
  sessionIdPreimage,
} from "@longrein/protocol/envelope";
import { admissionsMax } from "@longrein/protocol/limits";
import { toBase64url } from "@longrein/protocol/base64url";

export interface Line {
  readonly socket: WebSocket;
  next(): Promise<Buffer>;
  readonly closed: Promise<number>;
}

export interface AttachedPhone {
  readonly line: Line;
  readonly channel: number;
}

export type Identity = ReturnType<typeof newIdentity>;

export function newIdentity() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const relayKey = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const sessionId = createHash("sha256")
    .update(sessionIdPreimage(relayKey))
    .digest()
    .subarray(0, 16);
  return { relayKey, sessionId, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
}

/** All sockets to one relay, so that a test can end whatever it has opened. */
export class RelayParties {
  readonly #url: string;
  readonly #sockets: WebSocket[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  dial(leg: "agent" | "phone", sessionId: Uint8Array, headers = {}): Line {
    const protocols = ["longrein.v1", `s.${toBase64url(sessionId)}`];
    const origin = leg === "phone" ? { origin: this.#url } : {};
    const options = { perMessageDeflate: false, headers, ...origin };
    const socket = new WebSocket(`${this.#url}/v1/${leg}`, protocols, options);
    this.#sockets.push(socket);
    const arrived: Buffer[] = [];
    let wake = () => {};
    socket.on("message", (bytes: Buffer) => {
      if (leg === "phone" && bytes[0] === frameType.mark) return socket.send(bytes);
      arrived.push(bytes);
      wake();
    });
    socket.on("error", () => {}); // a refused dial; closed resolves as well
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    const next = async () => {
      if (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return arrived.shift() ?? Buffer.alloc(0);
    };
    return { socket, next, closed };
  }

  async attachAgent(identity: Identity, headers = {}): Promise<Line> {
    const line = this.dial("agent", identity.sessionId, headers);
    const { nonce, host } = parseChallenge(parseAgentFrame(await line.next()).body);
    const signature = identity.sign(proofBytes(host, identity.sessionId, nonce));
    const proof = Buffer.concat([identity.relayKey, signature]);
    line.socket.send(encodeAgentFrame(frameType.proof, 0, proof));
    const { type } = parseAgentFrame(await line.next());
    if (type !== frameType.ok) throw new Error("expected OK");
    return line;
  }

  /** As many new phones as asked for; beyond the rows of an agent's table, as many sockets of one. */
  async attachPhones(
    agent: Line,
    sessionId: Uint8Array,
    count: number,
    headers = {},
  ): Promise<AttachedPhone[]> {
    const phones = Array.from(
      { length: count > admissionsMax ? 1 : count },
      () => [randomBytes(16), randomBytes(16)] as const,
    );
    const rows = phones.map(([id, capability]) => {
      const capabilityHash = createHash("sha256").update(capability).digest();
      return { id, capabilityHash, seconds: 0 };
    });
    agent.socket.send(encodeAgentFrame(frameType.auth, 0, encodeAdmissions(rows)));
    const attached: AttachedPhone[] = [];
    for (let i = 0; i < count; i++) {
      const [id, capability] = phones[i % phones.length] ?? [];
      if (id === undefined || capability === undefined) break;
      const line = this.dial("phone", sessionId, headers);
      await new Promise((resolve) => line.socket.once("open", resolve));
      line.socket.send(encodePhoneFrame(frameType.auth, encodePhoneAuth(id, capability)));
      await line.next();
      await line.next();
      attached.push({ line, channel: parseAgentFrame(await agent.next()).channel });
    }
    return attached;
  }

  hangUp(): void {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
  }
}
