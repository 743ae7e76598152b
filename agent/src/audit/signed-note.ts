// A text with signatures under it, in the form of C2SP's signed note, which other programs read as well.
//
//   TEXT                               lines, the last one ended
//                                      an empty line, then one line for each signature
//   — NAME BASE64(keyHash[4] ‖ Ed25519 over TEXT)
//
//   keyHash = SHA-256(NAME ‖ "\n" ‖ u8 1 ‖ public key[32])[0..4]

import {
  type Primitives,
  type SignatureVerifier,
  type Signer,
  ascii,
  concat,
  equalBytes,
  fromBase64url,
  toBase64url,
  u8,
  utf8,
} from "@longrein/protocol";

type Hash = Pick<Primitives, "sha256">;

export interface NoteKey {
  /** Without spaces and plus signs. */
  readonly name: string;
  /** Ed25519. */
  readonly key: Uint8Array;
}

const ed25519 = 1;
const keyHashBytes = 4;
/** Far above any of ours; what comes from elsewhere is not read beyond it. */
const noteCharactersMax = 4_096;

/** `text` is of whole lines, none of them empty. */
export async function signNote(
  hash: Hash,
  name: string,
  signer: Signer,
  text: string,
): Promise<string> {
  const signature = await signer.sign(utf8(text));
  const signed = concat(keyHash(hash, { name, key: signer.public }), signature);
  return `${text}\n— ${name} ${toBase64(signed)}\n`;
}

/** The text, if this key has signed it; other signatures may stand beside ours. */
export function readNote(
  primitives: Hash & SignatureVerifier,
  by: NoteKey,
  note: string,
): string | undefined {
  // Signed is the text up to the last empty line, with its own line's end.
  const end = note.lastIndexOf("\n\n") + 1;
  if (end === 0 || note.length > noteCharactersMax || !note.endsWith("\n")) return undefined;
  const text = note.slice(0, end);
  const lines = note.slice(end + 1, -1).split("\n");
  const isSigned = lines.some((line) => isSignature(primitives, by, line, text));
  return isSigned ? text : undefined;
}

function isSignature(
  primitives: Hash & SignatureVerifier,
  by: NoteKey,
  line: string,
  text: string,
): boolean {
  const [dash, name, encoded = "", ...more] = line.split(" ");
  if (dash !== "—" || name !== by.name || more.length > 0) return false;
  const signed = fromBase64(encoded);
  const hash = signed?.subarray(0, keyHashBytes);
  if (signed === undefined || hash === undefined) return false;
  if (!equalBytes(hash, keyHash(primitives, by))) return false;
  return primitives.ed25519Verify(by.key, utf8(text), signed.subarray(keyHashBytes));
}

function keyHash(hash: Hash, { name, key }: NoteKey): Uint8Array {
  return hash.sha256(concat(utf8(name), ascii("\n"), u8(ed25519), key)).subarray(0, keyHashBytes);
}

export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** Undefined unless it is the one way to write these bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");
  const bytes = fromBase64url(bare);
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined;
}
