// Bytes as programs beside us take them in JSON: the usual base64, and an address that holds them.

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

export function dataUrl({
  mime,
  bytes,
}: {
  readonly mime: string;
  readonly bytes: Uint8Array;
}): string {
  return `data:${mime};base64,${base64(bytes)}`;
}
