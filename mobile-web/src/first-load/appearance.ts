// Light or dark and how large the text is: as chosen on this phone, else as the phone has it.

import { preference } from "./preferences.ts";

/** As in styles/tokens.css. */
const grounds = { light: "#f6f9f9", dark: "#0e1111" };
/** Of what the browser takes for medium. */
const textSizes = { small: "98%", large: "124%", largest: "144%" };

export type Appearance = keyof typeof grounds;
export type TextSize = keyof typeof textSizes;

export function chosenAppearance(): Appearance | undefined {
  const chosen = preference("appearance");
  return chosen === "light" || chosen === "dark" ? chosen : undefined;
}

export function chosenTextSize(): TextSize | undefined {
  const chosen = preference("text-size");
  return chosen === "small" || chosen === "large" || chosen === "largest" ? chosen : undefined;
}

export function wearAppearance(): void {
  const { style, dataset } = document.documentElement;
  const appearance = chosenAppearance();
  const worn = appearance ?? "";
  const textSize = chosenTextSize();
  style.fontSize = textSize === undefined ? "" : textSizes[textSize];
  // Saying the same has the browser lay out the page again, and most phones look as the page came.
  if (dataset["appearance"] === worn) return;
  dataset["appearance"] = worn;
  for (const bar of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    bar.content = grounds[appearance ?? (bar.media.includes("dark") ? "dark" : "light")];
  }
}
