// Numbers with their units, and times of day, as they are written where the phone's owner lives.

let locale = "en";
const made = new Map<string, Intl.NumberFormat>();
let calendar: Intl.DateTimeFormat | undefined;

export const localeInUse = (): string => locale;

/** `tag` as in "de-CH". */
export function writeAsIn(tag: string): void {
  locale = tag;
  made.clear();
  calendar = undefined;
}

/** As in "5s" or, not so narrow, "5 sec". `unit` is one that Intl knows. */
export function measure(
  count: number,
  unit: string,
  { width = "narrow", digits = 0 }: { width?: "narrow" | "short"; digits?: number } = {},
): string {
  const name = `${unit} ${width} ${digits}`;
  // Making one takes far longer than using it, and some tick every second.
  let format = made.get(name);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: width,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    made.set(name, format);
  }
  return format.format(count);
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
