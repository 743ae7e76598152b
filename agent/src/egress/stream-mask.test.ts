// Secrets in streamed text: hidden however the stream is cut, and nothing else is lost, changed or held back.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { samples } from "../testing/secret-samples.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { StreamMask } from "./stream-mask.ts";

const numbers = () => {
  const kept: string[] = [];
  const keep = (_: string, original: string) => {
    if (!kept.includes(original)) kept.push(original);
    return kept.indexOf(original) + 1;
  };
  return { kept, keep };
};

function streamed(pieces: readonly string[]): { shown: string; kept: readonly string[] } {
  const { kept, keep } = numbers();
  const mask = new StreamMask(keep);
  const shown = pieces.map((piece) => mask.push(piece)).join("") + mask.end();
  return { shown, kept };
}

describe.each(samples)("a $kind in a stream: $about", ({ kind, before, secret, after }) => {
  const text = `first line\n${before}${secret}${after}last line\n`;
  const hidden = `first line\n${before}[hidden: ${kind} 1]${after}last line\n`;

  it("never leaves in clear, wherever the stream is cut in two", () => {
    for (let cut = 0; cut <= text.length; cut++) {
      const { shown, kept } = streamed([text.slice(0, cut), text.slice(cut)]);
      expect([cut, shown]).toEqual([cut, hidden]);
      expect(kept).toEqual([secret]);
    }
  });

  it("never leaves in clear when a few characters come alone, wherever they stand", () => {
    for (let cut = 0; cut <= text.length; cut++) {
      for (const width of [1, 2, 5, 17]) {
        const pieces = [text.slice(0, cut), text.slice(cut, cut + width), text.slice(cut + width)];
        expect([cut, width, streamed(pieces).shown]).toEqual([cut, width, hidden]);
      }
    }
  });

  it("never leaves in clear when every character comes alone", () => {
    expect(streamed(Array.from(text)).shown).toBe(hidden);
  });

  it("is hidden when the stream ends with it, if that is an end", () => {
    const { shown } = streamed([before, secret.slice(0, -1), secret.slice(-1)]);
    // In an address it is a password only because of what follows.
    const isPort = after.startsWith("@");
    expect(shown).toBe(isPort ? before + secret : `${before}[hidden: ${kind} 1]`);
  });
});

describe("any stream", () => {
  const part = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(...samples.map(({ before, secret, after }) => before + secret + after)),
    fc.constantFrom(...samples.map(({ before, secret }) => before + secret.slice(0, 10))),
    fc.constantFrom(" ", "\n", "=", ": ", '"', "s", "g", "-----", "password", "KEY=", "\\n"),
  );

  it("shows the same, cut or not", () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.array(fc.nat(400), { maxLength: 12 }),
        (parts, cuts) => {
          const text = parts.join("");
          const places = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b)];
          const pieces = places.map((place, i) => text.slice(place, places[i + 1]));
          expect(streamed(pieces).shown).toBe(hideSecrets(text, numbers().keep));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe("a stream without secrets", () => {
  it("leaves at once, but for what may begin one", () => {
    const mask = new StreamMask(numbers().keep);
    const said = ["Downloading", "… 10%", "\nDone", ". Go on? [y/N] ", "gist", " of", " it is s"];
    expect(said.map((piece) => mask.push(piece))).toEqual([...said.slice(0, -1), " it is "]);
    expect(mask.held).toBe(true);
    expect(mask.push("imple")).toBe("simple");
    expect(mask.held).toBe(false);
  });

  it("is shown whole, though it looks for long as if a key came", () => {
    const text = `-----BEGIN PRIVATE KEY-----\n${"\n".repeat(40_000)}`;
    expect(streamed([text.slice(0, 9), text.slice(9), "that was all"]).shown).toBe(
      `${text}that was all`,
    );
  });
});

describe("a secret longer than any", () => {
  const long = "aB3-".repeat(20_000);

  it("is hidden without end, and does not wait for it", () => {
    const mask = new StreamMask(numbers().keep);
    const pieces = [`see sk-ant-${long.slice(0, 30_000)}`, long.slice(30_000), "! after"];
    expect(pieces.map((piece) => mask.push(piece))).toEqual([
      "see [hidden: Anthropic key 1]",
      "",
      "! after",
    ]);
  });

  it("is hidden up to the line that ends it", () => {
    const lines = `${"aB3d".repeat(16)}\n`.repeat(1_000);
    const pieces = [
      "-----BEGIN PRIVATE KEY-----\n",
      lines,
      lines,
      "-----END PRIV",
      "ATE KEY-----",
      "\nafter",
    ];
    expect(streamed(pieces).shown).toBe("[hidden: private key 1]\nafter");
  });

  it("does not hide the rest of the stream when that line never comes", () => {
    const lines = `${"aB3d".repeat(16)}\n`.repeat(1_000);
    const pieces = [
      "-----BEGIN PRIVATE KEY-----\n",
      ...Array.from({ length: 6 }, () => lines),
      "after",
    ];
    expect(streamed(pieces).shown).toMatch(/^\[hidden: private key 1\]/);
    expect(streamed(pieces).shown).toMatch(/after$/);
  });
});
