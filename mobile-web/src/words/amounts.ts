// Amounts of tokens, money and bytes, and shares of a whole, as they are written where the phone's owner lives.

import { measure } from "./measure.ts";
import { localeInUse } from "./measures.ts";

const thousand = 1_000;
const million = 1_000_000;

/** As in "48.2K". */
export function compact(count: number): string {
  const form = { notation: "compact", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(localeInUse(), form).format(count);
}

/** `share` from 0 to 1. */
export function percent(share: number): string {
  return new Intl.NumberFormat(localeInUse(), { style: "percent" }).format(share);
}

/** In millionths. Less than a cent is still something. */
export function dollars(millionths: number): string {
  const amount = millionths / million;
  const digits = amount > 0 && amount < 0.01 ? 4 : 2;
  return new Intl.NumberFormat(localeInUse(), {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

export function bytes(count: number): string {
  if (count < thousand) return measure(count, "byte", { width: "short" });
  if (count < million) return measure(count / thousand, "kilobyte", { width: "short", digits: 1 });
  return measure(count / million, "megabyte", { width: "short", digits: 1 });
}
