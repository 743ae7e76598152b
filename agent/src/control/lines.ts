// The control socket's framing: one JSON text a line, UTF-8, of bounded length. Strict on both sides: a line
// that is too long, no text, or no JSON ends the conversation.
//
//   command line → agent    REQUEST "\n" ({"input": TEXT} "\n")*
//   agent → command line    ({"news": NEWS} "\n")* ({"done": ANSWER} | {"failed": FAILURE}) "\n"
//
// One request for each connection; closing it calls off what it asked for.

import { isRecord, object, oneOf, optional, text } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { UserFailure, failureKinds } from "../platform/user-failure.ts";

/** A request: the images of a prompt, in base64url; or what a hook was told, once more in JSON. */
export const requestLineBytesMax = 8 * 1_024 * 1_024;
/** An answer: a list, or one event of a feed with its JSON escapes. */
export const answerLineBytesMax = 16 * 1_024 * 1_024;

/** Of a list of as many as there may be, each with all that is known of it; it comes from our own agent. */
const answerKeysMax = 200_000;

const failureShape = object({
  kind: oneOf(...failureKinds),
  message: text(16_384),
  hint: optional(text(4_096)),
});

export type Reply =
  | { readonly kind: "news"; readonly news: unknown }
  | { readonly kind: "done"; readonly answer: unknown }
  | { readonly kind: "failed"; readonly failure: UserFailure };

export function encodeLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

export function encodeFailure({ kind, message, hint }: UserFailure): string {
  return encodeLine({
    failed: failureShape.plain({ kind, message, ...(hint === undefined ? {} : { hint }) }),
  });
}

export function readReply(line: string): Reply {
  const value = parseStrictJson(line, answerKeysMax);
  if (isRecord(value)) {
    if ("news" in value) return { kind: "news", news: value["news"] };
    if ("done" in value) return { kind: "done", answer: value["done"] };
    if ("failed" in value) {
      const { kind, message, hint } = failureShape.parse(value["failed"], "failed");
      return { kind: "failed", failure: new UserFailure(kind, message, hint) };
    }
  }
  throw new TypeError("expected a reply");
}

export function readInput(line: string): string {
  const value = parseStrictJson(line);
  const input = isRecord(value) ? value["input"] : undefined;
  if (typeof input !== "string") throw new TypeError("expected an input");
  return input;
}

/** Cuts a stream of bytes into lines; throws at one that is too long or no UTF-8. */
export class LineReader {
  readonly #bytesMax: number;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** Whole lines that the chunk completes. */
  take(chunk: Buffer): string[] {
    const lines: string[] = [];
    let rest = chunk;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      this.#hold(rest.subarray(0, end));
      lines.push(decoder.decode(Buffer.concat(this.#held)));
      this.#held = [];
      this.#heldBytes = 0;
      rest = rest.subarray(end + 1);
    }
    this.#hold(rest);
    return lines;
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > this.#bytesMax) throw new RangeError("expected a shorter line");
    if (part.length > 0) this.#held.push(part);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
