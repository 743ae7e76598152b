// Numbers with their units, as they are written where the phone's owner lives.

import { localeInUse } from "./measures.ts";

const made = new Map<string, Intl.NumberFormat>();

/** As in "5s" or, not so narrow, "5 sec". `unit` is one that Intl knows. */
export function measure(
  count: number,
  unit: string,
  { width = "narrow", digits = 0 }: { width?: "narrow" | "short"; digits?: number } = {},
): string {
  const name = `${localeInUse()} ${unit} ${width} ${digits}`;
  // Making one takes far longer than using it, and some tick every second.
  let format = made.get(name);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeInUse(), {
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
