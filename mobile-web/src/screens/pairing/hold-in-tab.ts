// Keeps a pairing in its tab for as long as it is on the screen: loading the page anew finds it, leaving it does not.

import { offerLifetimeMs } from "@longrein/protocol/limits";
import { heldInTab, tabEntry } from "../../first-load/held-in-tab.ts";

/** Returns how it is let go of. */
export function holdInTab(what: string): () => void {
  // What was held before the page was loaded anew is not held for longer.
  if (heldInTab() !== what) put(`${Date.now() + offerLifetimeMs} ${what}`);
  return () => put("");
}

function put(entry: string): void {
  try {
    sessionStorage.setItem(tabEntry, entry);
  } catch {
    // Without it the link is opened once more.
  }
}
