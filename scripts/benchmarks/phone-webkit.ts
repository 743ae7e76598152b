// How many frames WebKit draws in a second while a run of ten thousand rows goes on, and while it rests: on a
// recorded stream, since this engine cannot be slowed down and is there for its own way of drawing.

import { openWebKit } from "../../scenarios/engines/webkit.ts";
import { serveReplay } from "../../mobile-web/dev/serve-replay.ts";
import { run } from "../../mobile-web/src/state/recording.ts";

const eventsEachSecond = 100;
const watchedMs = 5_000;
const phone = { width: 393, height: 852 };

export interface WebKitFrames {
  readonly live: readonly number[];
  readonly atRest: readonly number[];
}

export async function webKitFrames(rounds: number): Promise<WebKitFrames> {
  const replay = await serveReplay();
  const browser = await openWebKit();
  const framesAt = async (rate: number): Promise<number[]> => {
    await browser.goTo("about:blank");
    await browser.goTo(`${replay.origin}/?scene=run-long&rate=${rate}#/run/${run}`);
    const frames: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const seen = await browser.evaluate(framesInASecond);
      if (typeof seen !== "number") throw new Error("WebKit counted no frames");
      // The first round warms up.
      if (round > 0) frames.push(seen);
    }
    return frames;
  };
  try {
    await browser.resize(phone);
    return { atRest: await framesAt(0), live: await framesAt(eventsEachSecond) };
  } finally {
    await browser.close();
    replay.close();
  }
}

const framesInASecond = `new Promise((resolve) => {
  let begun;
  let frames = -1;
  const step = (now) => {
    begun ??= now;
    frames++;
    if (now - begun < ${watchedMs}) requestAnimationFrame(step);
    else resolve((frames * 1000) / (now - begun));
  };
  requestAnimationFrame(step);
})`;
