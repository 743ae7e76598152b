// Draws the app's mark as the PNGs that phones ask for, small, and the one that stands in the page itself: an icon that
// is drawn from SVG there takes its thread as long as a list of runs. Run after changing mobile-web/public/icon.svg.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPhone } from "./phone.ts";
import { smallPng } from "./small-png.ts";

const sizes = [180, 192, 512];
const sizeInPage = 32;
const coloursInPage = 8;
const iconInPage = /(?<=rel="icon"\s+href="data:image\/png;base64,)[^"]*/;
/** Device pixels for each of the page's. */
const scale = 2;
const folder = join(import.meta.dirname, "../mobile-web/public");
const page = join(import.meta.dirname, "../mobile-web/index.html");
const mark = (await readFile(join(folder, "icon.svg"))).toString("base64");

const phone = await openPhone({ deviceScaleFactor: scale });
for (const size of sizes) await writeFile(join(folder, `icon-${size}.png`), await drawn(size));
const inPage = (await drawn(sizeInPage, coloursInPage)).toString("base64");
await writeFile(page, (await readFile(page, "utf8")).replace(iconInPage, inPage));
await phone.close();

async function drawn(size: number, colours?: number): Promise<Buffer> {
  const side = `${size / scale}px`;
  await phone.page.setContent(
    `<style>body{margin:0}img{display:block;width:${side};height:${side}}</style>
     <img src="data:image/svg+xml;base64,${mark}">`,
  );
  return smallPng(await phone.page.locator("img").screenshot(), colours);
}
