// `npm run bench -- protocol`: the numbers, what was expected of them, and the table for people.

import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { recordHeaderBytes } from "../../protocol/src/limits.ts";
import { type HandshakeCost, handshakeCost } from "./handshake-cost.ts";
import { type SealingCost, rivalName, sealingCost } from "./sealing-cost.ts";

/** For a frame of 16 KiB on the agent, against a box in JSON. */
const expectedRatio = 5;
const expectedHandshakeBytes = 2_624;
const judgedFrameBytes = 16_384;
/** Typical; what fills a frame of 16 KiB; and the worst case, which needs a frame twice as long. */
const sizes = [200, judgedFrameBytes - 16 - recordHeaderBytes, judgedFrameBytes];

export interface ProtocolReport {
  readonly handshake: HandshakeCost;
  readonly sealing: readonly SealingCost[];
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

export async function protocolReport(): Promise<ProtocolReport> {
  const handshake = await handshakeCost(40);
  const sealing: SealingCost[] = [];
  for (const size of sizes) sealing.push(await sealingCost(size, { rounds: 15, roundMs: 40 }));
  return { handshake, sealing, expectations: expectations(handshake, sealing) };
}

function expectations(handshake: HandshakeCost, sealing: readonly SealingCost[]) {
  const { m1, m2, m3, header } = handshake.bytes;
  const bytes = m1 + m2 + m3;
  const judged = sealing.find((cost) => cost.frameBytes === judgedFrameBytes);
  const ratio = judged === undefined ? 0 : ratioOf(judged, nodePrimitives.name);
  return [
    {
      what: `handshake ${bytes} B + ${header} B header (expected ${expectedHandshakeBytes} B + 19 B)`,
      met: bytes === expectedHandshakeBytes && header === 19,
    },
    {
      what:
        `a frame of 16 KiB on the agent ${ratio.toFixed(1)} times as fast as ` +
        `a box in JSON (expected at least ${expectedRatio})`,
      met: ratio >= expectedRatio,
    },
  ];
}

export function protocolTables({ handshake, sealing, expectations: expected }: ProtocolReport) {
  const { header, m1, m2, m3 } = handshake.bytes;
  return [
    "Handshake, median of 40, all of one side's work (a fresh connection each time):",
    "",
    "| backend | phone's side | agent's side |",
    "| --- | ---: | ---: |",
    ...handshake.sides.map(
      ({ name, phoneMs, agentMs }) =>
        `| ${name} | ${phoneMs.toFixed(2)} ms | ${agentMs.toFixed(2)} ms |`,
    ),
    "",
    `Bytes: ${header} header, ${m1} + ${m2} + ${m3} = ${m1 + m2 + m3} in three messages.`,
    "",
    "The bytes of one message to the other side's (record, padding, seal, open, parse), median of 15",
    "interleaved rounds. The agent runs on node:crypto; WebCrypto is the phone's backend, here in Node;",
    "noble serves tests. Last row: what is usual in this field, `tweetnacl` box with a random nonce,",
    "base64, inside JSON, and back. Frames are padded to a power of two: 16,360 B fill one of 16 KiB, and",
    "16,384 B are the worst case, half of whose frame is padding.",
    "",
    ...sealing.flatMap(sealingTable),
    ...expected.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`),
  ].join("\n");
}

function sealingTable(cost: SealingCost): string[] {
  const { messageBytes, frameBytes, rivalBytes, measured } = cost;
  return [
    `| ${messageBytes} B message | time | compared with the last row | on the wire |`,
    "| --- | ---: | ---: | ---: |",
    ...measured.map(({ name, medianMicroseconds }) => {
      const wire = name === rivalName ? rivalBytes : frameBytes;
      const ratio = ratioOf(cost, name);
      return `| ${name} | ${medianMicroseconds.toFixed(1)} µs | ${ratio.toFixed(1)}x | ${wire} B |`;
    }),
    "",
  ];
}

/** How many times as fast as the rival in the same run. */
function ratioOf({ measured }: SealingCost, name: string): number {
  const time = (wanted: string) =>
    measured.find((candidate) => candidate.name === wanted)?.medianMicroseconds ?? Number.NaN;
  return time(rivalName) / time(name);
}
