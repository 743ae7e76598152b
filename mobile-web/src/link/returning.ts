// When the app comes back: to the foreground, from the page cache, online or offline, or after the clock
// jumped because the device slept. iOS leaves dead sockets that still say OPEN, so each of these means: dial anew.

const beatMs = 2_000;
/** A beat this late means that nothing ran meanwhile. */
const jumpMs = 5_000;

export function onReturn(act: () => void): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") act();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) act();
  });
  window.addEventListener("online", act);
  // A dial that fails at once says more than a socket on which nothing comes any more.
  window.addEventListener("offline", act);
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > jumpMs && document.visibilityState === "visible") act();
    last = now;
  }, beatMs);
}
