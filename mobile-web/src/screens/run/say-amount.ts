// Amounts as people read them: bytes, tokens, money.

const counts = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const millionth = 1_000_000;

export function sayBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const kibi = bytes / 1_024;
  return kibi < 1_024 ? `${kibi.toFixed(1)} KiB` : `${(kibi / 1_024).toFixed(1)} MiB`;
}

export function sayCount(count: number): string {
  return counts.format(count);
}

/** In millionths of a dollar. Less than a cent is still something. */
export function sayCost(cost: number): string {
  const dollars = cost / millionth;
  const digits = cost > 0 && dollars < 0.01 ? 4 : 2;
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(dollars);
}
