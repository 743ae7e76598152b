// Two channels after a real handshake, with the wire between them laid open: what one end writes is
// kept, and reaches the other only when somebody carries it there, changed or not.

import { Channel, type ChannelInput, fromUtf8, utf8 } from "@longrein/protocol";
import { chunkedToAgentBytesMax, chunkedToPhoneBytesMax } from "@longrein/protocol/limits";
import { type Acquaintance, type HandshakeRecord, shakeHands } from "./two-ends.ts";

export interface JoinedChannels {
  readonly handshake: HandshakeRecord;
  readonly phone: Channel;
  readonly agent: Channel;
  /** Everything written so far, in order. */
  readonly toAgent: Uint8Array[];
  readonly toPhone: Uint8Array[];
}

export async function joinChannels(between: Acquaintance): Promise<JoinedChannels> {
  const handshake = await shakeHands(between);
  const toAgent: Uint8Array[] = [];
  const toPhone: Uint8Array[] = [];
  const phone = new Channel({
    keys: handshake.phone,
    receiveBytesMax: chunkedToPhoneBytesMax,
    write: (sealed) => void toAgent.push(sealed),
  });
  const agent = new Channel({
    keys: handshake.agent,
    receiveBytesMax: chunkedToAgentBytesMax,
    write: (sealed) => void toPhone.push(sealed),
  });
  return { handshake, phone, agent, toAgent, toPhone };
}

/** Carries frames both ways, unchanged and in order, until nobody has more to say or hear. */
export async function carryAll(channels: JoinedChannels): Promise<{
  readonly atAgent: ChannelInput[];
  readonly atPhone: ChannelInput[];
}> {
  const atAgent: ChannelInput[] = [];
  const atPhone: ChannelInput[] = [];
  do {
    for (const sealed of channels.toAgent.splice(0)) {
      if (!channels.agent.ended) atAgent.push(...(await channels.agent.receive(sealed)));
    }
    for (const sealed of channels.toPhone.splice(0)) {
      if (!channels.phone.ended) atPhone.push(...(await channels.phone.receive(sealed)));
    }
    await quiet();
  } while (channels.toAgent.length > 0 || channels.toPhone.length > 0);
  return { atAgent, atPhone };
}

/** When all that was queued has been sealed and written. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Sends each text in a frame of its own. */
export async function say(channel: Channel, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await channel.send(utf8(text));
}

export function textsOf(inputs: readonly ChannelInput[]): string[] {
  return inputs.map((input) => (input.kind === "message" ? fromUtf8(input.bytes) : input.reason));
}
