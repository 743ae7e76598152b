import { expect, test } from "vitest";
import { likelyDeviceName } from "./device-name.ts";

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)", "iPhone"],
  ["Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/156 Mobile Safari/537.36", "Android phone"],
  ["Mozilla/5.0 (Linux; Android 16; Tab) Chrome/156 Safari/537.36", "Android tablet"],
  ["Mozilla/5.0 (X11; Linux x86_64)", "My phone"],
])("%s is called %s", (userAgent, name) => {
  expect(likelyDeviceName(userAgent)).toBe(name);
});
