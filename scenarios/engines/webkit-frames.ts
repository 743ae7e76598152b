// How many frames WebKit draws in a second while a run of ten thousand rows goes on, and while it rests: on a
// recorded stream, since this engine cannot be slowed down and is there for its own way of drawing. Prints both as
// JSON, for `npm run bench -- phone`: `node scenarios/engines/webkit-frames.ts ROUNDS`.

import { serveReplay } from "../../mobile-web/dev/serve-replay.ts";
import { run } from "../../mobile-web/src/state/recording.ts";
import type { Browser } from "./browser.ts";
import { openWebKit } from "./webkit.ts";

const eventsEachSecond = 100;
const watchedMs = 5_000;
const phone = { width: 393, height: 852 };

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

const rounds = Number(process.argv[2] ?? 1);
const replay = await serveReplay();
const browser = await openWebKit();
try {
  await browser.resize(phone);
  const atRest = await framesAt(browser, 0);
  const live = await framesAt(browser, eventsEachSecond);
  process.stdout.write(`${JSON.stringify({ atRest, live })}\n`);
} finally {
  await browser.close();
  replay.close();
}

async function framesAt({ goTo, evaluate }: Browser, rate: number): Promise<number[]> {
  await goTo("about:blank");
  await goTo(`${replay.origin}/?scene=run-long&rate=${rate}#/run/${run}`);
  const frames: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const seen = await evaluate(framesInASecond);
    if (typeof seen !== "number") throw new Error("WebKit counted no frames");
    // The first round warms up.
    if (round > 0) frames.push(seen);
  }
  return frames;
}
