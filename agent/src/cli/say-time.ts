// Times as people say them. Pure.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "3 minutes", never "0 seconds" for what has only just been. */
export function sayDuration(milliseconds: number): string {
  const left = Math.max(second, milliseconds);
  if (left < minute) return counted(left / second, "second");
  if (left < hour) return counted(left / minute, "minute");
  if (left < 2 * day) return counted(left / hour, "hour");
  return counted(left / day, "day");
}

export function sayAgo(at: number, now: number): string {
  return `${sayDuration(now - at)} ago`;
}

function counted(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
