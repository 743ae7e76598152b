// Draws public/icon.svg as the PNGs that phones ask for. Run after changing the mark.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withPhone } from "./open-browser.ts";

const sizes = [180, 192, 512];
const folder = join(import.meta.dirname, "../public");
const mark = (await readFile(join(folder, "icon.svg"))).toString("base64");

await withPhone({ width: 600, height: 600 }, async (context) => {
  const page = await context.newPage();
  for (const size of sizes) {
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:${size / 2}px;height:${size / 2}px}</style>
       <img src="data:image/svg+xml;base64,${mark}">`,
    );
    // Two device pixels for each of the page's.
    await page.locator("img").screenshot({ path: join(folder, `icon-${size}.png`) });
  }
});
