import { describe, expect, it } from "vitest";
import { backends } from "../../scripts/backends.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import {
  answerTo,
  flipped,
  lengthened,
  upTo,
  wronglyAnswered,
} from "../../simulation/tampering.ts";
import { u32 } from "./bytes.ts";
import { framesPerSessionMax, rekeyEveryFrames } from "./limits.ts";
import { CipherState } from "./noise/cipher-state.ts";
import type { Primitives } from "./primitives.ts";
import { Session } from "./session.ts";

const empty = new Uint8Array();
const frame = new Uint8Array(512 - 16);

interface Options {
  readonly primitives?: Primitives;
  readonly phoneAt?: number;
  readonly agentAt?: number;
}

/** Two ends of one session; `at` says how many frames of the phone's direction each has counted. */
function ends({ primitives = nodePrimitives, phoneAt = 0, agentAt = phoneAt }: Options = {}) {
  const there = (count: number) => new CipherState(primitives, new Uint8Array(32).fill(1), count);
  const back = () => new CipherState(primitives, new Uint8Array(32).fill(2));
  const keys = { sending: there(phoneAt), receiving: there(agentAt) };
  return {
    keys,
    phone: new Session({ send: keys.sending, receive: back() }),
    agent: new Session({ send: back(), receive: keys.receiving }),
  };
}

describe("a session", () => {
  it.each(backends)("seals and opens on $name in both directions", async (primitives) => {
    const { phone, agent } = ends({ primitives });
    expect(await agent.open(await phone.seal(u32(1)))).toEqual(u32(1));
    expect(await phone.open(await agent.seal(u32(2)))).toEqual(u32(2));
  });

  it.each(backends)(
    "keeps the order of calls on $name, though none was awaited",
    async (primitives) => {
      const { phone, agent } = ends({ primitives });
      const sealed = await Promise.all(upTo(20).map((number) => phone.seal(u32(number))));
      const opened = await Promise.all(sealed.map((bytes) => agent.open(bytes)));
      expect(opened).toEqual(upTo(20).map(u32));
    },
  );

  it("keeps the order of calls though its cipher answers the later ones first", async () => {
    let delay = 5;
    const overtaking: Primitives = {
      ...nodePrimitives,
      async aes256gcm(secret) {
        const aead = await nodePrimitives.aes256gcm(secret);
        const later = async <T>(act: () => T): Promise<T> => {
          await new Promise((resolve) => setTimeout(resolve, 4 * delay--));
          return act();
        };
        return {
          seal: async (...input) => later(() => aead.seal(...input)),
          open: async (...input) => later(() => aead.open(...input)),
        };
      },
    };
    const { phone, agent } = ends({ primitives: overtaking });
    const order: string[] = [];
    const noted = async (name: string, result: Promise<Uint8Array>) => {
      const bytes = await result;
      order.push(name);
      return bytes;
    };
    const sealed = await Promise.all(["a", "b", "c"].map((name) => noted(name, phone.seal(frame))));
    delay = 5;
    await Promise.all(sealed.map((bytes, index) => noted(`opened ${index}`, agent.open(bytes))));
    expect(order).toEqual(["a", "b", "c", "opened 0", "opened 1", "opened 2"]);
  });

  it("seals the same bytes differently each time", async () => {
    const { phone } = ends();
    const sealed = await Promise.all(upTo(10).map(() => phone.seal(frame)));
    expect(new Set(sealed.map((bytes) => Buffer.from(bytes).toString("hex"))).size).toBe(10);
  });
});

describe("a frame that does not open", () => {
  it("ends the session for good: the right frame does not open any more", async () => {
    const { phone, agent } = ends();
    const sealed = await phone.seal(frame);
    expect(await answerTo(() => agent.open(flipped(sealed, 9)))).toBe("AEAD");
    expect(agent.dead).toBe(true);
    expect(await answerTo(() => agent.open(sealed))).toBe("CLOSED");
    expect(await answerTo(() => agent.seal(frame))).toBe("CLOSED");
  });

  it("is one with any byte changed, any length but its own", async () => {
    const { phone } = ends();
    const sealed = await phone.seal(frame);
    const open = (changed: Uint8Array) => ends().agent.open(changed);
    expect(await answerTo(() => open(sealed))).toBe("accepted");
    const changed = (place: number) => open(flipped(sealed, place));
    expect(await wronglyAnswered(upTo(sealed.length), "AEAD", changed)).toEqual([]);
    const cut = (length: number) => open(sealed.subarray(0, length));
    expect(await wronglyAnswered(upTo(sealed.length), "AEAD", cut)).toEqual([]);
    expect(await answerTo(() => open(lengthened(sealed)))).toBe("AEAD");
  });

  it("wipes the keys of both directions", async () => {
    const { agent, keys } = ends();
    await answerTo(() => agent.open(new Uint8Array(512)));
    expect(keys.receiving.hasKey).toBe(false);
  });

  it("fails all that already waits behind it", async () => {
    const { phone, agent } = ends();
    const [first, second] = [await phone.seal(u32(1)), await phone.seal(u32(2))];
    const answers = [flipped(first, 0), first, second].map((bytes) =>
      answerTo(() => agent.open(bytes)),
    );
    expect(await Promise.all(answers)).toEqual(["AEAD", "CLOSED", "CLOSED"]);
  });
});

describe("the renewal of keys", () => {
  it("happens on both sides after 2^14 frames, and what follows opens", async () => {
    const { phone, agent } = ends();
    for (let sent = 0; sent < rekeyEveryFrames + 1; sent++) {
      await agent.open(await phone.seal(frame));
    }
    expect(rekeyEveryFrames).toBe(16_384);
    expect(agent.dead).toBe(false);
    // The key of the first 16,384 frames is of no use for the next: a side that kept it is refused.
    const kept = ends({ phoneAt: rekeyEveryFrames + 1 }).keys.sending;
    const sealed = await kept.seal(empty, frame);
    expect(await answerTo(() => agent.open(sealed))).toBe("AEAD");
  });

  it.each([
    ["receiver", "phone"],
    ["sender", "agent"],
  ] as const)("missed by the %s ends the session at the next frame", async (_, renews) => {
    const { phone, agent, keys } = ends({ phoneAt: rekeyEveryFrames - 1 });
    if (renews === "phone") {
      const last = await phone.seal(frame);
      await keys.receiving.open(empty, last); // opened without the session, which would renew
    } else {
      await agent.open(await keys.sending.seal(empty, frame));
    }
    expect(await answerTo(async () => agent.open(await phone.seal(frame)))).toBe("AEAD");
  });

  it("comes again at every multiple", async () => {
    for (const count of [rekeyEveryFrames - 1, 2 * rekeyEveryFrames - 1]) {
      const { phone, keys } = ends({ phoneAt: count });
      await phone.seal(frame);
      const unrenewed = ends({ phoneAt: count + 1 }).keys.sending;
      expect(await keys.sending.seal(empty, frame)).not.toEqual(await unrenewed.seal(empty, frame));
    }
  });
});

describe("the end of the counter", () => {
  it("lets the last frame of 2^32 through and none after it", async () => {
    const { phone, agent } = ends({ phoneAt: framesPerSessionMax - 1 });
    expect(framesPerSessionMax).toBe(4_294_967_296);
    expect(await agent.open(await phone.seal(u32(1)))).toEqual(u32(1));
    expect(await answerTo(() => phone.seal(frame))).toBe("EXHAUSTED");
    expect(await answerTo(() => agent.open(new Uint8Array(512)))).toBe("EXHAUSTED");
    expect([phone.dead, agent.dead]).toEqual([true, true]);
  });

  it("holds for each direction by itself", async () => {
    const { phone, agent } = ends({ phoneAt: framesPerSessionMax });
    expect(await phone.open(await agent.seal(u32(1)))).toEqual(u32(1));
  });
});

describe("a session that has ended", () => {
  it("seals and opens nothing", async () => {
    const { phone, agent } = ends();
    const sealed = await phone.seal(frame);
    agent.end();
    expect(await answerTo(() => agent.open(sealed))).toBe("CLOSED");
    expect(await answerTo(() => agent.seal(frame))).toBe("CLOSED");
  });
});
