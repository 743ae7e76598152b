// The browser's own offer to install the app. It comes once, at a moment of the browser's choosing, and is held back
// until somebody asks for it: so nothing pops up.

import { signal } from "@preact/signals";

/** Chromium alone makes one. */
export const installOffer = signal<Event | undefined>(undefined);

export function holdInstallOffer(): void {
  addEventListener("beforeinstallprompt", (offer) => {
    offer.preventDefault();
    installOffer.value = offer;
  });
}
