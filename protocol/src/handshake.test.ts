// The handshake as it should go: which bytes, what both ends know afterwards, and on every pair of
// backends, since phone and agent never share one.

import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { backends } from "../../scripts/backends.ts";
import { answerTo } from "../../simulation/tampering.ts";
import { acquaint, agentHandshake, phoneHandshake, shakeHands } from "../../simulation/two-ends.ts";
import { concat, u32 } from "./bytes.ts";
import { splitFirstMessage } from "./handshake.ts";
import { encodeHeader } from "./header.ts";
import type { VersionRange } from "./versions.ts";

const empty = new Uint8Array();
const pairs = backends.flatMap((phone) => backends.map((agent) => [phone, agent] as const));

describe("a handshake", () => {
  it.each(pairs.map(([phone, agent]) => [phone.name, agent.name, phone, agent] as const))(
    "between a phone on %s and an agent on %s gives both the same keys and hash",
    async (_, __, phonePrimitives, agentPrimitives) => {
      const between = acquaint(phonePrimitives);
      const phoneSide = phoneHandshake(between);
      const agentSide = agentHandshake({ ...between, primitives: agentPrimitives });
      const { m1 } = splitFirstMessage(await phoneSide.start());
      const phone = await phoneSide.finish((await agentSide.answer(m1)).message);
      if (phone.kind !== "established") throw new Error("expected a common version");
      const agent = await agentSide.finish(phone.message);

      expect(phone.handshakeHash).toEqual(agent.handshakeHash);
      expect(agent.remoteStatic).toEqual(between.phoneKey.public);
      expect(phone.remoteStatic).toEqual(between.agentKey.public);
      const hello = await phone.send.seal(empty, u32(1));
      expect(await agent.receive.open(empty, hello)).toEqual(u32(1));
      const answer = await agent.send.seal(empty, u32(2));
      expect(await phone.receive.open(empty, answer)).toEqual(u32(2));
    },
  );

  it("costs 2,624 bytes and a header of 19", async () => {
    const { first, m2, m3 } = await shakeHands(acquaint(nodePrimitives));
    expect(first.length - 19 + m2.length + m3.length).toBe(2_624);
    expect([first.length, m2.length, m3.length]).toEqual([1_299, 1_280, 64]);
  });

  it("starts with the clear header and nothing else that both conversations share", async () => {
    const between = acquaint(nodePrimitives);
    const [one, other] = [await shakeHands(between), await shakeHands(between)];
    expect(one.first.subarray(0, 19)).toEqual(encodeHeader(between.header));
    expect(one.first.subarray(19, 51)).not.toEqual(other.first.subarray(19, 51));
    expect(one.m2.subarray(0, 32)).not.toEqual(other.m2.subarray(0, 32));
    expect(one.agent.handshakeHash).not.toEqual(other.agent.handshakeHash);
  });

  it("shows neither end's static key on the wire", async () => {
    const between = acquaint(nodePrimitives);
    const { first, m2, m3 } = await shakeHands(between);
    const wire = Buffer.concat([first, m2, m3]);
    expect(wire.includes(Buffer.from(between.phoneKey.public))).toBe(false);
    expect(wire.includes(Buffer.from(between.agentKey.public))).toBe(false);
  });

  it("brings the agent's clock and epoch to the phone", async () => {
    const between = acquaint(nodePrimitives);
    const { phone } = await shakeHands(between);
    expect(phone).toMatchObject({ agentTimeMs: 1_700_000_000_000, epoch: between.epoch });
  });

  it("is refused by a phone to which the agent names a time beyond 2^53 ms", async () => {
    const between = acquaint(nodePrimitives);
    const phone = phoneHandshake(between);
    const { m1 } = splitFirstMessage(await phone.start());
    const agent = agentHandshake(between, { agentTimeMs: 2 ** 60 });
    const { message } = await agent.answer(m1);
    expect(await answerTo(() => phone.finish(message))).toBe("HANDSHAKE");
  });
});

describe("versions within a handshake", () => {
  const range = (min: number, max: number): VersionRange => ({ min, max, build: 1 });

  interface Row {
    readonly phone: VersionRange;
    readonly agent: VersionRange;
    readonly phoneFloor?: number;
    readonly agentFloor?: number;
    readonly agrees: number | "phone" | "agent" | "VERSION";
  }
  const rows: readonly Row[] = [
    { phone: range(1, 1), agent: range(1, 1), agrees: 1 },
    { phone: range(1, 2), agent: range(1, 3), agrees: 2 },
    { phone: range(2, 5), agent: range(1, 2), agrees: 2 },
    { phone: range(1, 1), agent: range(2, 3), agrees: "phone" },
    { phone: range(3, 4), agent: range(1, 2), agrees: "agent" },
    { phone: range(1, 1), agent: range(1, 3), agentFloor: 2, agrees: "phone" },
    { phone: range(1, 3), agent: range(1, 1), phoneFloor: 2, agrees: "VERSION" },
  ];

  it.each(rows)("phone $phone agent $agent agree on $agrees", async (row) => {
    const between = acquaint(nodePrimitives);
    const phone = phoneHandshake(between, {
      versions: row.phone,
      ...(row.phoneFloor === undefined ? {} : { versionFloor: row.phoneFloor }),
    });
    const agent = agentHandshake(between, {
      versions: row.agent,
      ...(row.agentFloor === undefined ? {} : { versionFloor: row.agentFloor }),
    });
    const { m1 } = splitFirstMessage(await phone.start());
    const answer = await agent.answer(m1);
    let agreed: number | string = "";
    const refused = await answerTo(async () => {
      const outcome = await phone.finish(answer.message);
      agreed = outcome.kind === "established" ? outcome.version : outcome.who;
    });
    if (agreed === "") agreed = refused;
    expect(agreed).toBe(row.agrees);
  });

  it("without a common one end at m2: the agent takes no m3", async () => {
    const between = acquaint(nodePrimitives);
    const phone = phoneHandshake(between);
    const agent = agentHandshake(between, { versions: range(2, 2) });
    const { m1 } = splitFirstMessage(await phone.start());
    const answer = await agent.answer(m1);
    expect(answer).toMatchObject({ kind: "update-required", who: "phone" });
    expect(await phone.finish(answer.message)).toEqual({ kind: "update-required", who: "phone" });
    expect(await answerTo(() => agent.finish(new Uint8Array(64)))).toBe("HANDSHAKE");
  });

  it.each([range(0, 1), range(2, 1)])(
    "a range like %o is refused by the other end",
    async (odd) => {
      const between = acquaint(nodePrimitives);
      const { m1 } = splitFirstMessage(await phoneHandshake(between, { versions: odd }).start());
      expect(await answerTo(() => agentHandshake(between).answer(m1))).toBe("VERSION");
    },
  );
});

describe("the first frame of a channel", () => {
  it("splits into the header and m1", () => {
    const header = { mode: "pair", id: new Uint8Array(16).fill(7) } as const;
    const m1 = Uint8Array.of(1, 2, 3);
    expect(splitFirstMessage(concat(encodeHeader(header), m1))).toEqual({ header, m1 });
  });
});
