// A picture from this phone, made small enough for a prompt: drawn anew as a JPEG, so that nothing of where and with
// what it was taken goes along. What the browser cannot read, as many cannot HEIC, is refused.

import { imageBytesMax } from "@longrein/protocol/limits";

/** From the first that fits. No model looks closer than at 1,568 pixels. */
const attempts = [
  { side: 1_568, quality: 0.85 },
  { side: 1_200, quality: 0.75 },
  { side: 800, quality: 0.6 },
] as const;

export async function scaleImage(file: Blob): Promise<Uint8Array<ArrayBuffer> | "unreadable"> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return "unreadable";
  try {
    for (const { side, quality } of attempts) {
      const scaled = await drawn(picture, side, quality);
      if (scaled !== null && scaled.size <= imageBytesMax) {
        return new Uint8Array(await scaled.arrayBuffer());
      }
    }
    return "unreadable";
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(null);
  // A JPEG has nothing behind it.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
