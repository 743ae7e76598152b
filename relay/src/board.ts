// The seats of one session's sockets, findable by line, by role and by channel. A line is whatever stands
// for a socket: a WebSocket in the Durable Object, a word in the tests. Holds no frame and does no I/O:
// what is to be done leaves as effects, in order.

import { encodeAgentFrame, encodePhoneFrame, frameType } from "@longrein/protocol/envelope";
import type { ErrorCode, FrameType } from "@longrein/protocol/envelope";
import { markEveryBytes } from "@longrein/protocol/limits";
import { frameOverheadBytes } from "./relay-limits.ts";
import type { Seat, SeatOf } from "./seat.ts";

export type Effect<Line> =
  | { readonly do: "send"; readonly line: Line; readonly bytes: Uint8Array }
  | { readonly do: "remember"; readonly line: Line; readonly seat: Seat }
  | { readonly do: "close"; readonly line: Line; readonly code: number; readonly reason: string }
  | {
      readonly do: "check-proof";
      readonly line: Line;
      readonly proof: Uint8Array;
      readonly nonce: Uint8Array;
      readonly host: string;
    }
  | { readonly do: "hash-capability"; readonly line: Line; readonly capability: Uint8Array };

/** One object for all that a frame on its way to a phone needs: every lookup on the way of a frame counts. */
interface PhoneLine<Line> {
  readonly line: Line;
  /** Bytes sent since the last mark; not remembered through a nap. */
  unmarkedBytes: number | undefined;
}

/** Half of all questions for effects are answered so; one array serves them all. */
const nothing: readonly never[] = [];

export class Board<Line> {
  readonly #seats = new Map<Line, Seat>();
  /** By channel, in the order in which they attached. */
  readonly #phones = new Map<number, PhoneLine<Line>>();
  readonly #newMark: () => Uint8Array;
  #agent: Line | undefined;
  #effects: Effect<Line>[] = [];

  /** `newMark` gives bytes that nobody can predict. */
  constructor(newMark: () => Uint8Array, remembered: Iterable<readonly [Line, Seat]> = []) {
    this.#newMark = newMark;
    for (const [line, seat] of remembered) this.#put(line, seat);
  }

  get agent(): { line: Line; seat: SeatOf<"agent"> } | undefined {
    if (this.#agent === undefined) return undefined;
    const seat = this.#seats.get(this.#agent);
    return seat?.kind === "agent" ? { line: this.#agent, seat } : undefined;
  }

  get agentLine(): Line | undefined {
    return this.#agent;
  }

  get phoneCount(): number {
    return this.#phones.size;
  }

  seat(line: Line): Seat | undefined {
    return this.#seats.get(line);
  }

  entries(): [Line, Seat][] {
    return [...this.#seats];
  }

  phoneAt(channel: number): { line: Line; seat: SeatOf<"phone"> } | undefined {
    const line = this.#phones.get(channel)?.line;
    const seat = line === undefined ? undefined : this.#seats.get(line);
    return line !== undefined && seat?.kind === "phone" ? { line, seat } : undefined;
  }

  /** In the order in which they attached. */
  phones(): { line: Line; seat: SeatOf<"phone"> }[] {
    return [...this.#phones.keys()].flatMap((channel) => this.phoneAt(channel) ?? []);
  }

  /** Takes a seat that must survive hibernation. */
  sit(line: Line, seat: Seat): void {
    this.#put(line, seat);
    this.#effects.push({ do: "remember", line, seat });
  }

  /** Takes a phone's seat for a socket that has been sent nothing yet. */
  admit(line: Line, seat: SeatOf<"phone">): void {
    this.sit(line, seat);
    this.#unmark(seat.channel);
  }

  /** Takes a seat for the length of one check; if the object dies meanwhile, the old one is back. */
  sitBriefly(line: Line, seat: SeatOf<"agent-proving" | "phone-asking">): void {
    this.#put(line, seat);
  }

  /** For a line that closed while nobody was in memory: the platform then no longer lists it. */
  recall(line: Line, seat: Seat): void {
    if (!this.#seats.has(line)) this.#put(line, seat);
  }

  forget(line: Line): void {
    this.#remove(line);
    this.#seats.delete(line);
  }

  toAgent(line: Line, type: FrameType, channel: number, body?: Uint8Array): void {
    this.#effects.push({ do: "send", line, bytes: encodeAgentFrame(type, channel, body) });
  }

  toPhone(line: Line, type: FrameType, body?: Uint8Array): void {
    this.#effects.push({ do: "send", line, bytes: encodePhoneFrame(type, body) });
  }

  /**
   * Passes a frame of the agent's on. Its body stands behind five bytes that have been read, so the type
   * is written over the last of them: what leaves is the message that came, without a copy.
   */
  passToPhone(line: Line, type: FrameType, body: Uint8Array): void {
    const bytes = new Uint8Array(body.buffer, body.byteOffset - 1, body.length + 1);
    bytes[0] = type;
    this.#effects.push({ do: "send", line, bytes });
  }

  /**
   * Counts a frame's body towards the phone's next mark; true if that is due. How much a phone was sent
   * before a nap is not remembered, so the first frame after one is always followed by a mark.
   */
  countUnmarked({ channel }: SeatOf<"phone">, bodyBytes: number): boolean {
    const phone = this.#phones.get(channel);
    if (phone === undefined) return false;
    phone.unmarkedBytes = unmarkedWith(phone, bodyBytes);
    return phone.unmarkedBytes >= markEveryBytes;
  }

  /** The phone, with a frame's body counted as above; undefined, and nothing counted, if a mark is due. */
  phoneUnlessMarkDue(channel: number, bodyBytes: number): Line | undefined {
    const phone = this.#phones.get(channel);
    if (phone === undefined) return undefined;
    const unmarked = unmarkedWith(phone, bodyBytes);
    if (unmarked >= markEveryBytes) return undefined;
    phone.unmarkedBytes = unmarked;
    return phone.line;
  }

  mark(line: Line, seat: SeatOf<"phone">): void {
    const mark = this.#newMark();
    this.#unmark(seat.channel);
    this.sit(line, { ...seat, marks: [...seat.marks, mark] });
    this.toPhone(line, frameType.mark, mark);
  }

  /** Says why in a frame of the line's own leg, then closes. */
  refuse(line: Line, code: ErrorCode, close: { code: number; reason: string }): void {
    const agentLeg = this.#seats.get(line)?.kind.startsWith("agent") ?? false;
    if (agentLeg) this.toAgent(line, frameType.error, 0, Uint8Array.of(code));
    else this.toPhone(line, frameType.error, Uint8Array.of(code));
    this.close(line, close.code, close.reason);
  }

  close(line: Line, code: number, reason: string): void {
    this.sit(line, { kind: "left" });
    this.#effects.push({ do: "close", line, code, reason });
  }

  ask(effect: Extract<Effect<Line>, { do: "check-proof" | "hash-capability" }>): void {
    this.#effects.push(effect);
  }

  /** What is to be done since the last call. */
  takeEffects(): readonly Effect<Line>[] {
    if (this.#effects.length === 0) return nothing;
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  #unmark(channel: number): void {
    const phone = this.#phones.get(channel);
    if (phone !== undefined) phone.unmarkedBytes = 0;
  }

  #put(line: Line, seat: Seat): void {
    const isSamePhone = seat.kind === "phone" && this.#phones.get(seat.channel)?.line === line;
    if (!isSamePhone) this.#remove(line);
    this.#seats.set(line, seat);
    if (seat.kind === "agent") this.#agent = line;
    if (seat.kind === "phone" && !isSamePhone) {
      this.#phones.set(seat.channel, { line, unmarkedBytes: undefined });
    }
  }

  #remove(line: Line): void {
    const seat = this.#seats.get(line);
    if (this.#agent === line) this.#agent = undefined;
    if (seat?.kind === "phone") this.#phones.delete(seat.channel);
  }
}

function unmarkedWith(phone: PhoneLine<unknown>, bodyBytes: number): number {
  return (phone.unmarkedBytes ?? markEveryBytes) + bodyBytes + frameOverheadBytes;
}
