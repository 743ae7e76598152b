// Token buckets, and who shares one.

import { expect, test } from "vitest";
import { TokenBuckets, addressKey } from "./rate-limit.ts";

const rate = { burst: 3, perMinute: 60 };
const takeMany = (buckets: TokenBuckets, key: string, now: number, count: number) =>
  Array.from({ length: count }, () => buckets.take(key, now)).filter(Boolean).length;

test("a burst passes, the next must wait, and time fills up again to the burst and no further", () => {
  const buckets = new TokenBuckets(rate);
  expect(takeMany(buckets, "a", 0, 5)).toBe(3);
  expect(takeMany(buckets, "a", 999, 1)).toBe(0);
  expect(takeMany(buckets, "a", 1_000, 2)).toBe(1);
  expect(takeMany(buckets, "a", 3_600_000, 9)).toBe(3);
});

test("refusals do not push the next token further away", () => {
  const buckets = new TokenBuckets(rate);
  takeMany(buckets, "a", 0, 3);
  for (let now = 0; now < 1_000; now += 100) expect(buckets.take("a", now)).toBe(false);
  expect(buckets.take("a", 1_000)).toBe(true);
});

test("keys do not share, and a clock that steps back gives nothing", () => {
  const buckets = new TokenBuckets(rate);
  expect(takeMany(buckets, "a", 50_000, 5)).toBe(3);
  expect(takeMany(buckets, "b", 50_000, 5)).toBe(3);
  expect(takeMany(buckets, "a", 0, 5)).toBe(0);
});

test("a flood of keys drops the one unused for longest, not the one in use", () => {
  const buckets = new TokenBuckets(rate);
  takeMany(buckets, "unused", 0, 3);
  takeMany(buckets, "used", 0, 3);
  for (let i = 0; i < 9_999; i++) {
    buckets.take(`flood ${i}`, 0);
    buckets.take("used", 0);
  }
  expect(buckets.take("used", 0)).toBe(false);
  expect(buckets.take("unused", 0)).toBe(true);
});

test.for([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:0001:0002::6", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:db8:0:0:aaaa::", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["::", "0:0:0:0"],
] as const)("%s is counted as %s", ([address, key]) => {
  expect(addressKey(address)).toBe(key);
});
