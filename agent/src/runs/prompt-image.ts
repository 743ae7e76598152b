// An image that goes with a prompt: of a kind that every model takes, told by its first bytes and not by its name.

export interface PromptImage {
  readonly mime: "image/jpeg" | "image/png" | "image/webp";
  readonly bytes: Uint8Array;
}

export function imageOf(bytes: Uint8Array): PromptImage | undefined {
  const begins = (at: number, ...codes: readonly number[]) =>
    codes.every((code, index) => bytes[at + index] === code);
  if (begins(0, 0xff, 0xd8, 0xff)) return { mime: "image/jpeg", bytes };
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return { mime: "image/png", bytes };
  const isWebp = begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50);
  return isWebp ? { mime: "image/webp", bytes } : undefined;
}
