// The short code for when no camera can see the QR: "NNNN-SSSSSS" in Crockford's base32, a nameplate of
// 20 bits by which the relay finds the agent and a secret of 30 bits that the relay never learns.
// Made to be read aloud and typed on a phone: no I, L, O, U; case, spaces and dashes do not matter.
// What is done with it is in typed-code-agreement.ts. See docs/protocol.md, "Typed code".

import { ByteReader } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import type { Primitives } from "./primitives.ts";

export interface TypedCode {
  /** Four characters, known to the relay. */
  readonly nameplate: string;
  /** Six characters, known to the two people, or the one, in front of both screens. */
  readonly secret: string;
}

type Random = Pick<Primitives, "randomBytes">;

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const nameplateCharacters = 4;
const secretCharacters = 6;
const typedCharactersMax = 64;

/** For the relay's side of the bargain, or for an agent that picks its own nameplate. */
export function makeNameplate(random: Random): string {
  return randomCharacters(random, nameplateCharacters);
}

export function makeTypedCode(random: Random, nameplate = makeNameplate(random)): TypedCode {
  if (!isSpelledRight(nameplate, nameplateCharacters)) throw new RangeError("expected a nameplate");
  return { nameplate, secret: randomCharacters(random, secretCharacters) };
}

export function formatTypedCode({ nameplate, secret }: TypedCode): string {
  return `${nameplate}-${secret}`;
}

/** Throws PAIRING_CODE with words for the person who typed; never repeats what was typed. */
export function parseTypedCode(typed: string): TypedCode {
  const code =
    typed.length > typedCharactersMax
      ? ""
      : typed
          .replaceAll(/[\s_\p{Dash_Punctuation}]+/gu, "")
          // ASCII only: the upper case of a long s is an S, and of ß it is two.
          .replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
          .replaceAll("O", "0")
          .replaceAll(/[IL]/g, "1");
  if (!isSpelledRight(code, nameplateCharacters + secretCharacters)) {
    throw new ProtocolFailure(
      "PAIRING_CODE",
      "expected a code like 7K3M-9QXT2A: four characters, then six; read it again from the computer",
    );
  }
  return { nameplate: code.slice(0, nameplateCharacters), secret: code.slice(nameplateCharacters) };
}

function isSpelledRight(text: string, characters: number): boolean {
  return text.length === characters && [...text].every((character) => alphabet.includes(character));
}

/** 32 characters divide 2^32 evenly, so no character is likelier than another. */
function randomCharacters(random: Random, count: number): string {
  let bits = new ByteReader(random.randomBytes(4)).u32();
  let text = "";
  for (let i = 0; i < count; i++) {
    text += alphabet[bits & 31];
    bits >>>= 5;
  }
  return text;
}
