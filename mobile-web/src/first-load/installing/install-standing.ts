// How this app could come onto the home screen of this phone, or that it is there.

export type InstallStanding =
  /** It runs from there. */
  | "installed"
  /** The browser has just put it there, and this is still its tab. */
  | "put-there"
  /** By a button. */
  | "offered"
  /** By hand in iOS, where the app on the home screen begins with nothing and a tab's keys are not kept for long. */
  | "by-share-sheet"
  /** By hand, in the browser's menu. */
  | "by-menu";

export interface InstallFacts {
  readonly isStandalone: boolean;
  /** Only on iOS a browser says it. */
  readonly isTabOnIos: boolean;
  readonly isOffered: boolean;
  readonly wasAccepted: boolean;
}

export function installStanding(facts: InstallFacts): InstallStanding {
  if (facts.isStandalone) return "installed";
  if (facts.wasAccepted) return "put-there";
  if (facts.isTabOnIos) return "by-share-sheet";
  return facts.isOffered ? "offered" : "by-menu";
}

export function isStandalone(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

export function isTabOnIos(): boolean {
  return "standalone" in navigator && navigator.standalone === false;
}
