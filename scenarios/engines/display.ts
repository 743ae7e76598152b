// A screen that nobody sees, in the size of a phone and able to become another phone's. Full-screen windows fill
// it, for which it takes a window manager.

import { execFileSync } from "node:child_process";
import { until } from "../until.ts";
import { type Size, lying, small, tall } from "./browser.ts";
import { runBeside } from "./process.ts";

export interface Display {
  /** As in DISPLAY. */
  readonly name: string;
  resize(size: Size): void;
  close(): Promise<void>;
}

const output = "screen";
const modeOf = ({ width, height }: Size) => `phone-${width}x${height}`;

export async function openDisplay(): Promise<Display> {
  // No mode is larger than what it begins with: high enough, and as wide for a phone on its side.
  const argv = ["-displayfd", "1", "-screen", "0", `${tall.height}x${tall.height}x24`];
  // By itself it would forget the sizes it was taught when nobody looks for a moment.
  const server = runBeside("Xvfb", [...argv, "-nolisten", "tcp", "-noreset"]);
  const number = await until("Xvfb to open a display", server.said, (said) => /^\d+\n/m.test(said));
  const name = `:${/^\d+$/m.exec(number)?.[0] ?? ""}`;
  const xrandr = (...words: readonly string[]) =>
    execFileSync("xrandr", words, { env: { ...process.env, DISPLAY: name }, stdio: "pipe" });
  for (const size of [tall, small, ...lying]) {
    const { width, height } = size;
    const timing = [1, width, width, width, width, height, height, height, height];
    xrandr("--newmode", modeOf(size), ...timing.map(String));
    xrandr("--addmode", output, modeOf(size));
  }
  const resize = (size: Size) => void xrandr("--output", output, "--mode", modeOf(size));
  resize(tall);
  const windows = runBeside("openbox", [], { DISPLAY: name });
  return {
    name,
    resize,
    close: async () => {
      await windows.end();
      await server.end();
    },
  };
}
