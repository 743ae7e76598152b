// Words made of an identity key, to tell a device or an agent from another of the same name: what it calls itself
// anybody can choose, its key nobody. Sixteen bits become five letters, as in "lusab".
//
//   words      = four of them over SHA-256("longrein/1 " ‖ "device" or "agent" ‖ " words\0" ‖ identity key)[0..8]
//   five letters   consonant (4 bits) vowel (2) consonant (4) vowel (2) consonant (4)

import { ByteReader, type Primitives, ascii, concat } from "@longrein/protocol";

const consonants = "bdfghjklmnprstvz";
const vowels = "aiou";
const wordsShown = 4;

export function fingerprintWords(
  hash: Pick<Primitives, "sha256">,
  whose: "device" | "agent",
  identityKey: Uint8Array,
): string {
  const digest = hash.sha256(concat(ascii(`longrein/1 ${whose} words\0`), identityKey));
  const reader = new ByteReader(digest);
  return Array.from({ length: wordsShown }, () => word(reader.u16())).join("-");
}

function word(bits: number): string {
  const consonant = (shift: number) => consonants[(bits >> shift) & 15] ?? "";
  const vowel = (shift: number) => vowels[(bits >> shift) & 3] ?? "";
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}
