// What it costs to get the bytes of one message from one side to the other, without the network: into a
// record, padded, sealed, opened and out again on each backend; and boxed, in base64, in JSON and back.

import { backends } from "../backends.ts";
import { acquaint, shakeHands } from "../../simulation/two-ends.ts";
import type { Primitives } from "../../protocol/src/primitives.ts";
import { encodeRecords, parseRecords, recordKind } from "../../protocol/src/records.ts";
import { Session } from "../../protocol/src/session.ts";
import { BoxInJson } from "./box-in-json.ts";
import { type Candidate, type MeasureOptions, type Measured, measure } from "./measure.ts";

export const rivalName = "tweetnacl box, base64 in JSON";

export interface SealingCost {
  readonly messageBytes: number;
  readonly frameBytes: number;
  readonly rivalBytes: number;
  readonly measured: readonly Measured[];
}

export async function sealingCost(
  messageBytes: number,
  options: MeasureOptions,
): Promise<SealingCost> {
  const message = new Uint8Array(messageBytes).fill(0x61);
  const rival = new BoxInJson();
  const candidates: Candidate[] = [];
  let frameBytes = 0;
  for (const primitives of backends) {
    const [phone, agent] = await sessions(primitives);
    const seal = () => phone.seal(packed(message));
    frameBytes = (await agent.open(await seal())).length + 16;
    candidates.push({
      name: primitives.name,
      act: async () => unpacked(await agent.open(await seal())),
    });
  }
  candidates.push({ name: rivalName, act: () => rival.open(rival.seal(message)) });
  const rivalBytes = Buffer.byteLength(rival.seal(message));
  return { messageBytes, frameBytes, rivalBytes, measured: await measure(candidates, options) };
}

async function sessions(primitives: Primitives): Promise<[Session, Session]> {
  const { phone, agent } = await shakeHands(acquaint(primitives));
  return [new Session(phone), new Session(agent)];
}

function packed(body: Uint8Array): Uint8Array {
  return encodeRecords([{ kind: recordKind.message, flags: 0, stream: 0, body }]);
}

function unpacked(plaintext: Uint8Array): Uint8Array | undefined {
  return parseRecords(plaintext)[0]?.body;
}
