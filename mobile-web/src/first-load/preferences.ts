// What was set on this phone about how the app looks and speaks. Where the browser keeps nothing, it holds
// while the page is open.

type Preference =
  | "language"
  | "appearance"
  | "text-size"
  | "notifications"
  | "mention"
  | "installing";

const place = (name: Preference): string => `longrein-${name}`;
const setHere = new Map<Preference, string | undefined>();

export function preference(name: Preference): string | undefined {
  if (setHere.has(name)) return setHere.get(name);
  try {
    return localStorage.getItem(place(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` forgets it. */
export function keepPreference(name: Preference, value: string | undefined): void {
  setHere.set(name, value);
  try {
    if (value === undefined) localStorage.removeItem(place(name));
    else localStorage.setItem(place(name), value);
  } catch {
    // A browser that keeps nothing says so when it is paired.
  }
}
