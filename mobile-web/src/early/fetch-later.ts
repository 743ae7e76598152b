// What the page names and does not fetch by itself: the link, for which nobody waits yet, and which over a slow network
// would take its part of it from what the first picture is made of.

/** From now on it comes; it is not run. */
export function fetchLater(): void {
  document.querySelector("[rel=later]")?.setAttribute("rel", "modulepreload");
}
