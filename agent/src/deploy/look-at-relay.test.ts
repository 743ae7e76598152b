// When a relay that was deployed is not yet, or not, what it should be.

import { expect, test } from "vitest";
import { type Ask, amiss, lookAtRelay } from "./look-at-relay.ts";

const build = "0.1.0+a3094e86988e5ff1";
const right = { product: "longrein", build, access: "private" };

function relay(about: object, admission: number, health = 200): Ask {
  return ({ pathname }, { headers }) => {
    const bearer = headers?.["Authorization"];
    const answers: Record<string, [number, string]> = {
      "/health": [health, "ok"],
      "/.well-known/longrein": [200, JSON.stringify(about)],
      "/v1/nameplates": [bearer === "Bearer secret" ? admission : 403, ""],
    };
    const [status, text] = answers[pathname] ?? [404, ""];
    return Promise.resolve({ status, text, date: undefined });
  };
}

const look = async (ask: Ask) =>
  amiss(await lookAtRelay("https://x.example", "secret", ask), build);

test("nothing is amiss with one that answers, is this build, is private and takes the secret", async () => {
  expect(await look(relay(right, 400))).toBeUndefined();
});

test.for<[string, Ask]>([
  ["answered 503", relay(right, 400, 503)],
  ["something else answers there", relay({ product: "other", build }, 400)],
  ["still 0.0.9+0, not", relay({ ...right, build: "0.0.9+0" }, 400)],
  ["it serves everybody", relay({ ...right, access: "public" }, 400)],
  ["it does not take this agent's secret", relay(right, 403)],
  ["it did not say whether", relay(right, 429)],
  ["no such name", () => Promise.reject(new Error("no such name"))],
])("says %j", async ([why, ask]) => {
  expect(await look(ask)).toContain(why);
});
