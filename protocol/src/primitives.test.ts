// The three backends of the port against other people's vectors and against each other.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { webPrimitives } from "../../mobile-web/src/vault/web-primitives.ts";
import { concat } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import { hkdf } from "./keys.ts";
import { ed25519Verify } from "./ed25519-verify.ts";
import { noblePrimitives } from "./noble-primitives.ts";
import type { Primitives, SignatureVerifier } from "./primitives.ts";

interface Groups<G, T> {
  readonly testGroups: readonly (G & { readonly tests: readonly (T & Case)[] })[];
}

interface Case {
  readonly tcId: number;
  readonly result: "valid" | "invalid" | "acceptable";
  readonly flags: readonly string[];
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function vectors(name: string): unknown {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

async function codeOf(step: () => unknown): Promise<string> {
  try {
    await step();
    return "nothing thrown";
  } catch (failure) {
    return failure instanceof ProtocolFailure ? failure.code : String(failure);
  }
}

const backends: readonly (Primitives & SignatureVerifier)[] = [
  noblePrimitives((length) => new Uint8Array(length)),
  nodePrimitives,
  // A phone verifies with noble, in a part of its own that the first load does without.
  { ...webPrimitives, ed25519Verify },
];

describe.each(backends)("$name", (primitives) => {
  test("agrees with Wycheproof on X25519 and refuses all 31 shared secrets of zero", async () => {
    type Dh = { readonly public: string; readonly private: string; readonly shared: string };
    const { testGroups } = vectors("wycheproof-x25519") as Groups<object, Dh>;
    const wrong: number[] = [];
    let zeros = 0;
    for (const t of testGroups.flatMap((group) => group.tests)) {
      if (t.flags.includes("ZeroSharedSecret")) {
        zeros++;
        const code = await codeOf(() => primitives.x25519(hex(t.private), hex(t.public)));
        if (code !== "LOW_ORDER") wrong.push(t.tcId);
      } else if (toHex(await primitives.x25519(hex(t.private), hex(t.public))) !== t.shared) {
        wrong.push(t.tcId);
      }
    }
    expect({ wrong, zeros }).toEqual({ wrong: [], zeros: 31 });
  });

  test("agrees with Wycheproof on Ed25519: 88 valid, 63 refused", () => {
    type Key = { readonly publicKey: { readonly pk: string } };
    type Signed = { readonly msg: string; readonly sig: string };
    const { testGroups } = vectors("wycheproof-ed25519") as Groups<Key, Signed>;
    const wrong: number[] = [];
    const seen = { valid: 0, invalid: 0, acceptable: 0 };
    for (const group of testGroups) {
      for (const t of group.tests) {
        seen[t.result]++;
        const ok = primitives.ed25519Verify(hex(group.publicKey.pk), hex(t.msg), hex(t.sig));
        if (ok !== (t.result === "valid")) wrong.push(t.tcId);
      }
    }
    expect({ wrong, ...seen }).toEqual({ wrong: [], valid: 88, invalid: 63, acceptable: 0 });
  });

  test("refuses every Ed25519 edge case on which verifiers differ, but one that all accept", () => {
    // Number 7 has a key and a signature of mixed order that fit even without the cofactor.
    type Edge = { readonly message: string; readonly pub_key: string; readonly signature: string };
    const verdicts = (vectors("ed25519-speccheck") as readonly Edge[]).map((edge) =>
      primitives.ed25519Verify(hex(edge.pub_key), hex(edge.message), hex(edge.signature)),
    );
    expect(verdicts).toEqual(Array.from({ length: 13 }, (_, index) => index === 7));
  });

  test("agrees with Wycheproof on AES-256-GCM: 39 open, 27 do not", async () => {
    type Size = { readonly ivSize: number; readonly keySize: number; readonly tagSize: number };
    type Sealed = Readonly<Record<"key" | "iv" | "aad" | "msg" | "ct" | "tag", string>>;
    const { testGroups } = vectors("wycheproof-aes_gcm") as Groups<Size, Sealed>;
    const wrong: number[] = [];
    const seen = { valid: 0, invalid: 0, acceptable: 0 };
    const ours = testGroups.filter((group) => group.keySize === 256 && group.ivSize === 96);
    for (const t of ours.flatMap((group) => group.tests)) {
      seen[t.result]++;
      const aead = await primitives.aes256gcm(hex(t.key));
      const [nonce, associated, sealed] = [hex(t.iv), hex(t.aad), hex(t.ct + t.tag)];
      const opened = await attempt(() => aead.open(nonce, associated, sealed));
      if (opened !== (t.result === "valid" ? t.msg : "AEAD")) wrong.push(t.tcId);
      const made = toHex(await aead.seal(nonce, associated, hex(t.msg)));
      if (t.result === "valid" && made !== t.ct + t.tag) wrong.push(t.tcId);
    }
    expect({ wrong, ...seen }).toEqual({ wrong: [], valid: 39, invalid: 27, acceptable: 0 });
  });

  test("agrees with Wycheproof on HKDF-SHA256: 83 derived, 3 too long", () => {
    type Derived = Readonly<Record<"ikm" | "salt" | "info" | "okm", string>> & { size: number };
    const { testGroups } = vectors("wycheproof-hkdf_sha256") as Groups<object, Derived>;
    const wrong: number[] = [];
    let refused = 0;
    for (const t of testGroups.flatMap((group) => group.tests)) {
      const derive = () => hkdf(primitives, hex(t.salt), hex(t.ikm), hex(t.info), t.size);
      if (t.result === "invalid") {
        refused++;
        expect(derive).toThrow(RangeError);
      } else if (toHex(derive()) !== t.okm) wrong.push(t.tcId);
    }
    expect({ wrong, refused }).toEqual({ wrong: [], refused: 3 });
  });

  test("computes the X25519 examples of RFC 7748, section 5.2", async () => {
    const first = await primitives.x25519(
      hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
      hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
    );
    expect(toHex(first)).toBe("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    const second = await primitives.x25519(
      hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"),
      hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"),
    );
    expect(toHex(second)).toBe("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
  });

  test("computes a thousand X25519 rounds as RFC 7748, section 5.2 does", async () => {
    let k = concat(Uint8Array.of(9), new Uint8Array(31));
    let u = k;
    for (let round = 1; round <= 1_000; round++) {
      [k, u] = [await primitives.x25519(k, u), k];
      if (round > 1) continue;
      expect(toHex(k)).toBe("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
    }
    expect(toHex(k)).toBe("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
  });

  test("agrees on keys and secret with the exchange of RFC 7748, section 6.1", async () => {
    const alice = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    const bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    const alicePublic = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    const bobPublic = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    const shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    expect(toHex(await primitives.x25519Public(alice))).toBe(alicePublic);
    expect(toHex(await primitives.x25519Public(bob))).toBe(bobPublic);
    expect(toHex(await primitives.x25519(alice, hex(bobPublic)))).toBe(shared);
    expect(toHex(await primitives.x25519(bob, hex(alicePublic)))).toBe(shared);
  });

  test.each([
    [
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
  ])(
    "verifies the Ed25519 example of RFC 8032, section 7.1 with key %s",
    (key, message, signed) => {
      const signature = hex(signed);
      expect(primitives.ed25519Verify(hex(key), hex(message), signature)).toBe(true);
      signature[63] = (signature[63] ?? 0) ^ 0x10;
      expect(primitives.ed25519Verify(hex(key), hex(message), signature)).toBe(false);
    },
  );

  test("hashes the examples of FIPS 180-2 and RFC 4231", () => {
    const sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(toHex(primitives.sha256(hex("616263")))).toBe(sha);
    const mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const message = Buffer.from("what do ya want for nothing?");
    expect(toHex(primitives.hmacSha256(Buffer.from("Jefe"), message))).toBe(mac);
  });
});

async function attempt(open: () => Uint8Array | Promise<Uint8Array>): Promise<string> {
  try {
    return toHex(await open());
  } catch (failure) {
    return failure instanceof ProtocolFailure ? failure.code : String(failure);
  }
}
