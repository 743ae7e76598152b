// Which pixels of a camera's picture are dark. Each is compared with what surrounds it, because light falls on
// a screen or a sheet of paper from one side.

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row, as a canvas gives them. */
  readonly data: Uint8ClampedArray;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** False beyond the edges. */
  isDark(x: number, y: number): boolean;
}

/** Compared with a square of this part of the picture's width: wider than a corner mark, narrower than a shadow. */
const surroundings = 1 / 8;
/** What is darker than its surroundings by less is noise, and so is half of a single pixel. */
const darker = 0.85;
const grain = 1;

export function darkPixels({ width, height, data }: Picture): Pixels {
  const brightness = (at: number) =>
    (data[at * 4] ?? 0) + 2 * (data[at * 4 + 1] ?? 0) + (data[at * 4 + 2] ?? 0);
  // In each place the sum of all above and left of it: any rectangle is then four look-ups.
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y++) {
    let left = 0;
    for (let x = 0; x < width; x++) {
      left += brightness(y * width + x);
      sums[(y + 1) * row + x + 1] = left + (sums[y * row + x + 1] ?? 0);
    }
  }
  const reach = Math.ceil((width * surroundings) / 2);
  const at = (x: number, y: number) => sums[y * row + x] ?? 0;
  const mean = (x: number, y: number, away: number): number => {
    const [left, right] = [Math.max(0, x - away), Math.min(width, x + away + 1)];
    const [top, bottom] = [Math.max(0, y - away), Math.min(height, y + away + 1)];
    const sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return sum / ((right - left) * (bottom - top));
  };
  const isDark = (atX: number, atY: number): boolean => {
    const [x, y] = [Math.floor(atX), Math.floor(atY)];
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    const smooth = (brightness(y * width + x) + mean(x, y, grain)) / 2;
    return smooth < mean(x, y, reach) * darker;
  };
  return { width, height, isDark };
}
