// Draws the app's mark as the PNGs that phones ask for, small. Run after changing mobile-web/public/icon.svg.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPhone } from "./phone.ts";
import { smallPng } from "./small-png.ts";

const sizes = [180, 192, 512];
/** Device pixels for each of the page's. */
const scale = 2;
const folder = join(import.meta.dirname, "../mobile-web/public");
const mark = (await readFile(join(folder, "icon.svg"))).toString("base64");

const phone = await openPhone({ deviceScaleFactor: scale });
for (const size of sizes) {
  const side = `${size / scale}px`;
  await phone.page.setContent(
    `<style>body{margin:0}img{display:block;width:${side};height:${side}}</style>
     <img src="data:image/svg+xml;base64,${mark}">`,
  );
  const drawn = await phone.page.locator("img").screenshot();
  await writeFile(join(folder, `icon-${size}.png`), smallPng(drawn));
}
await phone.close();
