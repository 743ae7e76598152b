// Where the phone's owner lives, and times as they are written there.

let locale = "en";
let calendar: Intl.DateTimeFormat | undefined;

export const localeInUse = (): string => locale;

/** `tag` as in "de-CH". */
export function writeAsIn(tag: string): void {
  locale = tag;
  calendar = undefined;
}

/** By hand, since it stands in the first picture, and the first use of Intl takes longer than that should. */
export function timeOfDay(at: number): string {
  const time = new Date(at);
  const parts = [time.getHours(), time.getMinutes(), time.getSeconds()];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

export function dayAndTime(at: number): string {
  calendar ??= new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return calendar.format(at);
}
