// What the handshake costs each side, on each backend, and how many bytes it puts on the wire.

import { backends } from "../backends.ts";
import { acquaint, agentHandshake, phoneHandshake, shakeHands } from "../../simulation/two-ends.ts";
import { splitFirstMessage } from "../../protocol/src/handshake.ts";
import { headerBytes } from "../../protocol/src/header.ts";
import type { Primitives } from "../../protocol/src/primitives.ts";
import { median } from "./measure.ts";

export interface HandshakeCost {
  readonly bytes: { header: number; m1: number; m2: number; m3: number };
  readonly sides: readonly { name: string; phoneMs: number; agentMs: number }[];
}

export async function handshakeCost(rounds: number): Promise<HandshakeCost> {
  const times = backends.map(() => ({ phone: [] as number[], agent: [] as number[] }));
  // The first rounds warm up; backends take turns so that disturbances fall on all of them.
  const warmUp = 10;
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [index, primitives] of backends.entries()) {
      const { phoneMs, agentMs } = await once(primitives);
      if (round < warmUp) continue;
      times[index]?.phone.push(phoneMs);
      times[index]?.agent.push(agentMs);
    }
  }
  const sides = backends.map(({ name }, index) => ({
    name,
    phoneMs: median(times[index]?.phone ?? []),
    agentMs: median(times[index]?.agent ?? []),
  }));
  return { bytes: await bytesOnWire(), sides };
}

async function once(primitives: Primitives): Promise<{ phoneMs: number; agentMs: number }> {
  const between = acquaint(primitives);
  const stopwatch = { phoneMs: 0, agentMs: 0 };
  const timed = async <T>(side: keyof typeof stopwatch, act: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await act();
    stopwatch[side] += performance.now() - start;
    return result;
  };
  const [phone, first] = await timed("phoneMs", async () => {
    const handshake = phoneHandshake(between);
    return [handshake, await handshake.start()] as const;
  });
  const [agent, m2] = await timed("agentMs", async () => {
    const handshake = agentHandshake(between);
    return [handshake, (await handshake.answer(splitFirstMessage(first).m1)).message] as const;
  });
  const outcome = await timed("phoneMs", () => phone.finish(m2));
  if (outcome.kind !== "established") throw new Error("expected a common version");
  await timed("agentMs", () => agent.finish(outcome.message));
  return stopwatch;
}

async function bytesOnWire(): Promise<HandshakeCost["bytes"]> {
  const [primitives] = backends;
  if (primitives === undefined) throw new Error("expected a backend");
  const { first, m2, m3 } = await shakeHands(acquaint(primitives));
  return {
    header: headerBytes,
    m1: first.length - headerBytes,
    m2: m2.length,
    m3: m3.length,
  };
}
