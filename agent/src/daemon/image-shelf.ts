// Images that phones have put here for a prompt that they are about to give: in memory alone, bounded for each phone
// and for all, and gone with the prompt that takes them, or after a while.

import { type OutcomeCode, type Query, equalBytes, toBase64url } from "@longrein/protocol";
import { imageBytesMax, imagesPerPromptMax } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import { sha256 } from "../platform/files.ts";
import { type PromptImage, imageOf } from "../runs/prompt-image.ts";

type Put = Extract<Query, { t: "image.put" }>;

interface Shelved {
  readonly device: string;
  readonly bytes: Uint8Array;
  got: number;
  at: number;
  /** Once all of it is here. */
  whole: PromptImage | undefined;
}

/** Of one prompt, and of the next one while the first is on its way. */
const bytesOfDeviceMax = 2 * imagesPerPromptMax * imageBytesMax;
const bytesMax = 4 * bytesOfDeviceMax;
const keptMs = 15 * 60_000;

export class ImageShelf {
  readonly #clock: Clock;
  readonly #shelf = new Map<string, Shelved>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How much of it is here now, or why it is not taken. */
  put(device: Uint8Array, { image, bytes, offset, piece }: Put): number | OutcomeCode {
    this.#tidy();
    const key = keyOf(device, image);
    const known = this.#shelf.get(key);
    if (known === undefined && !this.#hasRoom(toBase64url(device), bytes)) return "BUSY";
    const shelved = known ?? fresh(toBase64url(device), bytes);
    if (shelved.bytes.length !== bytes || offset + piece.length > bytes) return "INVALID";
    shelved.at = this.#clock.elapsed();
    this.#shelf.set(key, shelved);
    // What comes again, as after a link that broke, changes nothing.
    if (offset !== shelved.got || shelved.whole !== undefined) return shelved.got;
    shelved.bytes.set(piece, offset);
    shelved.got += piece.length;
    if (shelved.got < bytes) return shelved.got;
    shelved.whole = equalBytes(sha256(shelved.bytes), image) ? imageOf(shelved.bytes) : undefined;
    if (shelved.whole !== undefined) return shelved.got;
    this.#shelf.delete(key);
    return "INVALID";
  }

  /** Undefined if one of them is not here, or not all of it. */
  find(device: Uint8Array, images: readonly Uint8Array[]): readonly PromptImage[] | undefined {
    this.#tidy();
    const found = images.flatMap((image) => this.#shelf.get(keyOf(device, image))?.whole ?? []);
    return found.length < images.length ? undefined : found;
  }

  /** A prompt has taken them. */
  forget(device: Uint8Array, images: readonly Uint8Array[]): void {
    for (const image of images) this.#shelf.delete(keyOf(device, image));
  }

  #hasRoom(device: string, bytes: number): boolean {
    const all = [...this.#shelf.values()];
    const sum = (those: readonly Shelved[]) =>
      those.reduce((total, each) => total + each.bytes.length, bytes);
    const own = all.filter((each) => each.device === device);
    return sum(own) <= bytesOfDeviceMax && sum(all) <= bytesMax;
  }

  #tidy(): void {
    const now = this.#clock.elapsed();
    for (const [key, { at }] of this.#shelf) if (now - at > keptMs) this.#shelf.delete(key);
  }
}

function fresh(device: string, bytes: number): Shelved {
  return { device, bytes: new Uint8Array(bytes), got: 0, at: 0, whole: undefined };
}

function keyOf(device: Uint8Array, image: Uint8Array): string {
  return `${toBase64url(device)} ${toBase64url(image)}`;
}
