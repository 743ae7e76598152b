// The text of a QR code in a camera's picture: one of our own, as the terminal shows them.

import { findCorners } from "./corner-marks.ts";
import { type Picture, darkPixels } from "./dark-pixels.ts";
import { isMeasured, likelySizes, modulesOf } from "./modules.ts";
import { textOf } from "./text-of-modules.ts";

export function readQr(picture: Picture): string | undefined {
  const pixels = darkPixels(picture);
  for (const corners of findCorners(pixels)) {
    for (const size of likelySizes(corners)) {
      const modules = modulesOf(pixels, corners, size);
      const text = isMeasured(modules) ? textOf(modules) : undefined;
      if (text !== undefined) return text;
    }
  }
  return undefined;
}
