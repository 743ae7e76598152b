// When npm's failure means that there is no network, and when it is a failure to be told.

import { expect, it } from "vitest";
import { saysOffline } from "./install.ts";

it.each([
  "npm error code ENOTFOUND\nnpm error network request failed",
  "npm error code EAI_AGAIN",
  "npm error code ECONNREFUSED",
])("takes %j for being offline", (said) => {
  expect(saysOffline(said)).toBe(true);
});

it.each(["npm error code E404", "npm error code EUSAGE", "spawnSync npm ENOENT", ""])(
  "takes %j for a failure",
  (said) => {
    expect(saysOffline(said)).toBe(false);
  },
);
