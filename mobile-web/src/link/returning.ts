// When the app leaves and comes back: to the foreground, from the page cache, online or offline, or after the
// clock jumped because the device slept. iOS leaves dead sockets that still say OPEN, so each of these means:
// dial anew. And while nobody looks there is nobody to be sent anything.

const beatMs = 2_000;
/** A beat this late means that nothing ran meanwhile. */
const jumpMs = 5_000;
/** A glance at another app is no leaving. Coming back costs a new link in any case. */
const lookedAwayMs = 10_000;

export interface Presence {
  /** Whatever socket there is may be dead. */
  returned(): void;
  /** Nobody has looked for a while. */
  left(): void;
}

export function watchPresence(presence: Presence, signal: AbortSignal): void {
  let away = false;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const stir = () => {
    if (!away) presence.returned();
  };
  const show = () => {
    clearTimeout(leaving);
    away = false;
    presence.returned();
  };
  const leave = () => {
    away = true;
    presence.left();
  };
  const look = () => {
    clearTimeout(leaving);
    if (isSeen()) show();
    else leaving = setTimeout(leave, lookedAwayMs);
  };
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted) show();
  };
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("pageshow", comeBack, { signal });
  // Offline, too: a dial that fails at once says more than a socket on which nothing comes any more.
  for (const change of ["online", "offline"]) window.addEventListener(change, stir, { signal });
  const stopBeat = onJump(() => {
    if (isSeen()) stir();
  });
  signal.addEventListener("abort", () => {
    clearTimeout(leaving);
    stopBeat();
  });
}

function onJump(act: () => void): () => void {
  let last = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    if (now - last > jumpMs) act();
    last = now;
  }, beatMs);
  return () => clearInterval(beat);
}

function isSeen(): boolean {
  return document.visibilityState === "visible";
}
