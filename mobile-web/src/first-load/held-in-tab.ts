// What a pairing would lose when its page is loaded anew: the link, which left the address at once, or that it was
// used. It stays with the tab alone, and no longer than the machine's offer, after which it opens nothing.

export const tabEntry = "pairing";

/** A link; empty once it was used, and undefined where there is none. */
export function heldInTab(): string | undefined {
  try {
    return stillHeld(sessionStorage.getItem(tabEntry), Date.now());
  } catch {
    // A browser that keeps nothing says so elsewhere.
    return undefined;
  }
}

/** `entry`: until when, a space, and what. */
export function stillHeld(entry: string | null, now: number): string | undefined {
  const [until, what] = (entry ?? "").split(" ", 2);
  return Number(until) > now ? what : undefined;
}
