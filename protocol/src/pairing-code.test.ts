import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBase64url } from "./base64url.ts";
import { ascii, concat } from "./bytes.ts";
import {
  type PairingOffer,
  encodePairingOffer,
  pairingLink,
  pairingOfferBytes,
  parsePairingLink,
  parsePairingOffer,
  relayHostBytesMax,
} from "./pairing-code.ts";

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const offer: PairingOffer = {
  sessionId: filled(16, 1),
  agentKey: filled(32, 2),
  secret: filled(32, 3),
};
const elsewhere: PairingOffer = { ...offer, relayHost: "relay.example:8443" };
const app = "https://app.example.com";
const isPairingCode = expect.objectContaining({ code: "PAIRING_CODE" });

const fragmentOf = (bytes: Uint8Array): string => `#1${toBase64url(bytes)}`;

describe("a pairing offer", () => {
  test("is session ID, key and secret, 80 bytes, and the relay's host where it has one", () => {
    const fixed = concat(offer.sessionId, offer.agentKey, offer.secret);
    expect(fixed).toHaveLength(pairingOfferBytes);
    expect(encodePairingOffer(offer)).toEqual(fixed);
    expect(encodePairingOffer(elsewhere)).toEqual(concat(fixed, ascii("relay.example:8443")));
  });

  test("comes back from its bytes", () => {
    expect(parsePairingOffer(encodePairingOffer(offer))).toEqual(offer);
    expect(parsePairingOffer(encodePairingOffer(elsewhere))).toEqual(elsewhere);
  });

  test.each([
    "relay.example",
    "localhost:8787",
    "127.0.0.1:80",
    "[::1]:8787",
    "a",
    "x".repeat(128),
  ])("carries the host %s", (relayHost) => {
    expect(parsePairingOffer(encodePairingOffer({ ...offer, relayHost }))).toEqual({
      ...offer,
      relayHost,
    });
  });

  test.each([
    "Relay.example", // one spelling only
    "relay.example/path",
    "user@relay.example",
    "relay..example",
    "-relay.example",
    "relay.example.",
    "relay.example:",
    "relay.example:0",
    "relay.example:65536",
    "relay.example:0080",
    "https://relay.example",
    "relay example",
    "rélay.example",
    "[::1",
    "x".repeat(relayHostBytesMax + 1),
  ])("carries no host like %s", (relayHost) => {
    expect(() => encodePairingOffer({ ...offer, relayHost })).toThrow(RangeError);
    const bytes = concat(encodePairingOffer(offer), new Uint8Array(Buffer.from(relayHost)));
    expect(() => parsePairingOffer(bytes)).toThrow(isPairingCode);
  });

  test("is not made of parts of another length", () => {
    expect(() => encodePairingOffer({ ...offer, sessionId: filled(15, 1) })).toThrow(RangeError);
    expect(() => encodePairingOffer({ ...offer, agentKey: filled(31, 1) })).toThrow(RangeError);
    expect(() => encodePairingOffer({ ...offer, secret: filled(33, 1) })).toThrow(RangeError);
    const shifted = { ...offer, sessionId: filled(15, 1), agentKey: filled(33, 2) };
    expect(() => encodePairingOffer(shifted)).toThrow(RangeError);
  });

  test("is refused at once when a megabyte follows it", () => {
    const bytes = concat(encodePairingOffer(offer), filled(1_000_000, 0x61));
    expect(() => parsePairingOffer(bytes)).toThrow(isPairingCode);
  });

  test("fits one typed-code frame at its longest", () => {
    const longest = encodePairingOffer({ ...offer, relayHost: "x".repeat(relayHostBytesMax) });
    expect(32 + longest.length + 16).toBeLessThanOrEqual(256);
  });
});

describe("a pairing link", () => {
  test("is the app's address, #1 and the offer: 133 characters behind a prefix of 26", () => {
    const link = pairingLink("https://longrein-app.io", offer);
    expect(link).toBe(`https://longrein-app.io/${fragmentOf(encodePairingOffer(offer))}`);
    expect(link.indexOf("#1") + 2).toBe(26);
    expect(link).toHaveLength(133);
  });

  test("does not depend on a slash after the app's address", () => {
    expect(pairingLink(`${app}/`, offer)).toBe(pairingLink(app, offer));
    expect(pairingLink(`${app}/longrein/`, offer)).toMatch(/\/longrein\/#1/);
  });

  test("is read whole, and tells where its app is", () => {
    expect(parsePairingLink(pairingLink(app, elsewhere))).toEqual({
      offer: elsewhere,
      appOrigin: app,
    });
    expect(parsePairingLink(pairingLink("http://localhost:8787/app", offer))).toEqual({
      offer,
      appOrigin: "http://localhost:8787",
    });
    expect(parsePairingLink(pairingLink("HTTPS://App.example", offer)).appOrigin).toBe(
      "https://app.example",
    );
  });

  test("is read from its fragment, with and without the #", () => {
    const fragment = fragmentOf(encodePairingOffer(offer));
    expect(parsePairingLink(fragment)).toEqual({ offer });
    expect(parsePairingLink(fragment.slice(1))).toEqual({ offer });
  });

  test("is read with white space around it, and broken over lines by a terminal", () => {
    const link = pairingLink(app, offer);
    expect(parsePairingLink(`\n\t  ${link} \r\n`)).toEqual({ offer, appOrigin: app });
    expect(parsePairingLink(`${link.slice(0, 80)}\n    ${link.slice(80)}`)).toEqual({
      offer,
      appOrigin: app,
    });
  });

  const good = encodePairingOffer(offer);
  test.each([
    ["nothing", ""],
    ["white space", " \n "],
    ["only a #", "#"],
    ["only the version", "#1"],
    ["a link without a fragment", `${app}/`],
    ["a fragment of something else", `${app}/#settings`],
    ["another version", `#2${toBase64url(good)}`],
    ["no version", `#${toBase64url(good).replace(/^1/, "A")}`],
    ["one byte too few", fragmentOf(good.slice(1))],
    ["half of it", fragmentOf(good.slice(0, 40))],
    ["its last character missing", fragmentOf(good).slice(0, -1)],
    ["a character of plain base64", `${fragmentOf(good).slice(0, -1)}+`],
    ["padding", `${fragmentOf(good)}=`],
    ["a second spelling of its last byte", `${fragmentOf(good).slice(0, -1)}N`],
    ["percent signs", fragmentOf(good).replace("#1", "#%31")],
    ["a second #", `${app}/#${fragmentOf(good)}`],
    ["a full stop at its end", `${pairingLink(app, offer)}.`],
    ["another scheme", `javascript:alert(1)//${fragmentOf(good)}`],
    ["a link with a name in its address", `https://a@b/${fragmentOf(good)}`],
    ["no scheme", `app.example.com/${fragmentOf(good)}`],
    ["a host that is none", fragmentOf(concat(good, ascii("a b")))],
    ["a zero byte for a host", fragmentOf(concat(good, Uint8Array.of(0)))],
    ["a host that is too long", fragmentOf(concat(good, ascii("x".repeat(129))))],
    ["far too much", `#1${"A".repeat(3_000)}`],
    ["a letter beyond ASCII", fragmentOf(good).replace("#1", "#1é")],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => parsePairingLink(text)).toThrow(isPairingCode);
  });

  test("is refused with words that say what to do and never repeat the secret", () => {
    const damaged = `#1${toBase64url(good).slice(0, -2)}`;
    const failure = failureOf(() => parsePairingLink(damaged));
    expect(failure.message).toMatch(/scan|copy|run|update/);
    expect(failure.message).not.toContain(damaged.slice(10, 30));
    const newer = failureOf(() => parsePairingLink(`#2${toBase64url(good)}`));
    expect(newer.message).toMatch(/update/);
  });
});

describe("parsers of pairing codes", () => {
  const host = fc.stringMatching(/^[a-z0-9]{1,20}(\.[a-z0-9]{1,20}){0,3}(:[1-9][0-9]{0,3})?$/);
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const offers = fc.record(
    { sessionId: bytes(16), agentKey: bytes(32), secret: bytes(32), relayHost: host },
    { requiredKeys: ["sessionId", "agentKey", "secret"] },
  );

  test("give back every offer", () => {
    fc.assert(
      fc.property(offers, (made: PairingOffer) => {
        expect(parsePairingOffer(encodePairingOffer(made))).toEqual(made);
        expect(parsePairingLink(pairingLink(app, made)).offer).toEqual(made);
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  test("never throw anything but PAIRING_CODE, and accept only what they would write", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.stringMatching(/^#?1[A-Za-z0-9_-]{100,150}$/),
      fc.uint8Array({ minLength: 78, maxLength: 90 }).map(fragmentOf),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = outcome(() => parsePairingLink(text));
        if (parsed === "PAIRING_CODE") return;
        const fragment = text.replaceAll(/\s/g, "").replace(/^.*#/, "").replace(/^1/, "");
        expect(toBase64url(encodePairingOffer(parsed.offer))).toBe(fragment);
      }),
      { seed: 42, numRuns: 2_000 },
    );
  });

  test("answer the longest and nastiest texts at once", () => {
    const nasty = ["https://".repeat(256), `https://${"a".repeat(2_000)}`, "#".repeat(2_048)];
    const started = performance.now();
    for (const text of [...nasty, "1".repeat(5_000_000), `#1${"-.".repeat(1_000)}`]) {
      expect(() => parsePairingLink(text)).toThrow(isPairingCode);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

function outcome<T>(step: () => T): T | "PAIRING_CODE" {
  try {
    return step();
  } catch (failure) {
    expect(failure).toMatchObject({ name: "ProtocolFailure", code: "PAIRING_CODE" });
    return "PAIRING_CODE";
  }
}

function failureOf(step: () => unknown): Error {
  try {
    step();
  } catch (failure) {
    if (failure instanceof Error) return failure;
  }
  throw new Error("expected a failure");
}
