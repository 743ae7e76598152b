// What of our environment reaches wrangler.

import { expect, test } from "vitest";
import { wranglerEnvironment } from "./wrangler-environment.ts";

const files = { cache: "/tmp/cache", outcome: "/tmp/outcome" };

test("wrangler gets what reaches Cloudflare and nothing else that lies in the environment", () => {
  const ours = {
    CLOUDFLARE_API_TOKEN: "token",
    CLOUDFLARE_ENV: "staging",
    HTTPS_PROXY: "http://proxy",
    LONGREIN_RELAY_SECRET: "secret",
    ANTHROPIC_API_KEY: "key",
    WRANGLER_SEND_METRICS: "true",
    WRANGLER_LOG: "debug",
    NODE_OPTIONS: "--inspect",
  };
  const theirs = wranglerEnvironment(ours, "0a", files);
  expect(theirs).toMatchObject({
    CLOUDFLARE_API_TOKEN: "token",
    CLOUDFLARE_ACCOUNT_ID: "0a",
    HTTPS_PROXY: "http://proxy",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_WRITE_LOGS: "false",
  });
  expect(theirs["CLOUDFLARE_ENV"]).toBeUndefined();
  const kept = ["LONGREIN_RELAY_SECRET", "ANTHROPIC_API_KEY", "WRANGLER_LOG", "NODE_OPTIONS"];
  expect(kept.filter((name) => name in theirs)).toEqual([]);
});
