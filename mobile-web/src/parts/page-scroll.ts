// The page's scroll position when the app itself changes it: told apart from a reader's own scrolling, which
// surprises nobody.

let put: number | undefined;

export function scrollPageTo(top: number): void {
  scrollTo({ top, behavior: "instant" });
  put = scrollY;
}

/** Whether the page stands where the app put it, and not where the reader scrolled to. */
export function isWhereItWasPut(): boolean {
  return scrollY === put;
}
