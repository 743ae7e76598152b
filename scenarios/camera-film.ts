// What a camera sees when it is held before a terminal that shows a QR code, as a film that Chromium takes for its
// camera: YUV4MPEG2, a header line, then the pictures one after the other, brightness before colour.

export type Film = Uint8Array;

const [width, height] = [640, 480];
const header = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`;
const grey = new Uint8Array((width * height) / 2).fill(128);

/** Half blocks are light or dark above and below. */
const light: Readonly<Record<string, readonly [boolean, boolean]>> = {
  "█": [true, true],
  "▀": [true, false],
  "▄": [false, true],
  " ": [false, false],
};

/** The modules of the last code in what a terminal shows; true where it is light. */
export function codeInTerminal(shown: string): readonly (readonly boolean[])[] {
  const lines = shown.split("\n");
  const end = lines.findLastIndex((line) => /^[█▀▄ ]{20,}$/.test(line));
  const begin = lines.findLastIndex((line, at) => at < end && !/^[█▀▄ ]{20,}$/.test(line)) + 1;
  if (end === -1) throw new Error(`expected a QR code in:\n${shown}`);
  return lines.slice(begin, end + 1).flatMap((line) => {
    const pairs = [...line].map((character) => light[character] ?? [false, false]);
    return [pairs.map(([upper]) => upper), pairs.map(([, lower]) => lower)];
  });
}

/** A hand that comes near, from one side, and never quite straight. */
export function filmOf(code: readonly (readonly boolean[])[]): Film {
  const ways = [
    { module: 3, turn: 0.3, slant: 0 },
    { module: 6, turn: 0.12, slant: 0.25 },
    { module: 6.5, turn: -0.05, slant: 0.15 },
  ];
  const frames = ways.map((way) => picture(code, way));
  const parts = frames.flatMap((frame) => [Buffer.from("FRAME\n"), frame, grey]);
  return Buffer.concat([Buffer.from(header), ...parts]);
}

interface Way {
  /** In pixels. */
  readonly module: number;
  readonly turn: number;
  /** By how much what is at the right is smaller. */
  readonly slant: number;
}

/** Looks from each pixel to what lies there in the code. */
function picture(code: readonly (readonly boolean[])[], { module, turn, slant }: Way): Uint8Array {
  const brightness = new Uint8Array(width * height);
  for (const [at] of brightness.entries()) {
    const [x, y] = [(at % width) - width / 2, Math.floor(at / width) - height / 2];
    const scale = module * (1 + (slant * x) / width);
    const column = Math.floor((x * Math.cos(turn) + y * Math.sin(turn)) / scale + code.length / 2);
    const line = Math.floor((y * Math.cos(turn) - x * Math.sin(turn)) / scale + code.length / 2);
    const isLight = code[line]?.[column] ?? false;
    brightness[at] = (isLight ? 190 : 40) + ((x * 7 + y * 13) % 23);
  }
  return brightness;
}
