// What is chained here is what a phone chains for itself.

import { chainNext, utf8 } from "@longrein/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { FeedLink } from "./feed-link.ts";

const start = new Uint8Array(32).fill(7);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

it("chains texts of every kind as the protocol does, one after the other in the same room", () => {
  const link = new FeedLink(nodePrimitives);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("", "\ud800", "é", "字", "👩‍👩‍👧", "\u0000"),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      let chain = start;
      for (const one of texts) {
        const expected = chainNext(nodePrimitives, chain, utf8(one));
        const linked = link.next(chain, one);
        expect(hex(linked.bytes)).toBe(hex(utf8(one)));
        expect(hex(linked.chain)).toBe(hex(expected));
        chain = new Uint8Array(linked.chain);
      }
    }),
  );
});

it.each([10_911, 10_912, 10_913, 32_736, 32_737, 200_000])(
  "chains a text of %i units, of one byte each and of three, whether it fits in the room or not",
  (length) => {
    const link = new FeedLink(nodePrimitives);
    for (const unit of ["x", "字"]) {
      const text = unit.repeat(length);
      const { chain, bytes } = link.next(start, text);
      expect(bytes.length).toBe(utf8(text).length);
      expect(chain).toEqual(chainNext(nodePrimitives, start, utf8(text)));
    }
  },
);

it("gives a chain that the next one does not write over", () => {
  const link = new FeedLink(nodePrimitives);
  const { chain } = link.next(start, "one");
  const kept = new Uint8Array(chain);
  link.next(chain, "two");
  expect(chain).toEqual(kept);
});

it("takes a chain of 32 bytes only, since the text follows it without a mark", () => {
  const link = new FeedLink(nodePrimitives);
  for (const length of [0, 31, 33]) {
    expect(() => link.next(new Uint8Array(length), "x")).toThrow(RangeError);
  }
});
