// Upgrades judged before any object is woken.

import { expect, test } from "vitest";
import { type Upgrade, judgeUpgrade } from "./admission.ts";
import { parseSettings } from "./environment.ts";

const sessionId = "AAECAwQFBgcICQoLDA0ODw";
const phone: Upgrade = {
  leg: "phone",
  url: new URL("https://relay.test/v1/phone"),
  method: "GET",
  upgrade: "websocket",
  protocols: `longrein.v1, s.${sessionId}`,
  origin: "https://relay.test",
};
const agent: Upgrade = {
  ...phone,
  leg: "agent",
  url: new URL("https://relay.test/v1/agent"),
  origin: null,
};
const open = parseSettings({});

test("a good upgrade is admitted with its session ID", () => {
  const expected = { kind: "admitted", sessionId: Uint8Array.from({ length: 16 }, (_, i) => i) };
  expect(judgeUpgrade(phone, open)).toEqual(expected);
  expect(judgeUpgrade(agent, open)).toEqual(expected);
  expect(judgeUpgrade({ ...agent, upgrade: "WebSocket" }, open)).toEqual(expected);
});

test.for<[string, Partial<Upgrade>, number]>([
  ["POST", { method: "POST" }, 405],
  ["HEAD", { method: "HEAD" }, 405],
  ["no upgrade", { upgrade: null }, 426],
  ["another upgrade", { upgrade: "h2c" }, 426],
  ["a query", { url: new URL("https://relay.test/v1/phone?s=1") }, 400],
  ["no protocols", { protocols: null }, 400],
  ["no session ID", { protocols: "longrein.v1" }, 400],
  ["no version", { protocols: `s.${sessionId}` }, 400],
  ["two session IDs", { protocols: `longrein.v1, s.${sessionId}, s.${sessionId}` }, 400],
  ["a stranger's protocol", { protocols: `longrein.v1, s.${sessionId}, graphql-ws` }, 400],
  ["a short ID", { protocols: "longrein.v1, s.AAECAwQFBgcICQoLDA0O" }, 400],
  ["a long ID", { protocols: `longrein.v1, s.${sessionId}AA` }, 400],
  ["a second spelling of an ID", { protocols: `longrein.v1, s.${sessionId.slice(0, -1)}x` }, 400],
  ["a padded ID", { protocols: `longrein.v1, s.${sessionId}==` }, 400],
  ["a list without end", { protocols: "longrein.v1, ".repeat(20) + `s.${sessionId}` }, 400],
])("%s is refused on either leg", ([, change, status]) => {
  expect(judgeUpgrade({ ...phone, ...change }, open)).toEqual({ kind: "refused", status });
  expect(judgeUpgrade({ ...agent, ...change }, open)).toEqual({ kind: "refused", status });
});

test.for([
  [null, false],
  ["null", false],
  ["https://relay.test", true],
  ["https://relay.test:444", false],
  ["http://relay.test", false],
  ["https://relay.test.evil.example", false],
  ["https://sub.relay.test", false],
  ["https://app.example.org", false],
] as const)("a phone from %s: %s", ([origin, expected]) => {
  expect(judgeUpgrade({ ...phone, origin }, open).kind === "admitted").toBe(expected);
});

test("the app's own origin is admitted when it is set", () => {
  const settings = parseSettings({ APP_ORIGIN: "https://app.example.org" });
  const from = (origin: string) => judgeUpgrade({ ...phone, origin }, settings).kind;
  expect(from("https://app.example.org")).toBe("admitted");
  expect(from("https://relay.test")).toBe("admitted");
  expect(from("https://other.example.org")).toBe("refused");
});

test("behind a proxy that ends TLS, the page's https is the same place", () => {
  const url = new URL("http://desk.example.org/v1/phone");
  const from = (origin: string) => judgeUpgrade({ ...phone, url, origin }, open).kind;
  expect(from("https://desk.example.org")).toBe("admitted");
  expect(from("http://desk.example.org")).toBe("admitted");
});

test("an agent that comes from a page is none", () => {
  const verdict = judgeUpgrade({ ...agent, origin: "https://relay.test" }, open);
  expect(verdict).toEqual({ kind: "refused", status: 403 });
});

test("another version is not refused but told so; one that also speaks ours is admitted", () => {
  const other = judgeUpgrade({ ...phone, protocols: `longrein.v2, s.${sessionId}` }, open);
  expect(other).toEqual({ kind: "other-version", offered: "longrein.v2" });
  const both = judgeUpgrade(
    { ...phone, protocols: `longrein.v2, longrein.v1, s.${sessionId}` },
    open,
  );
  expect(both.kind).toBe("admitted");
});

test("only the session IDs it was given, when it was given any", () => {
  const listed = parseSettings({ ALLOWED_SESSIONS: `${sessionId}, ${"A".repeat(22)}` });
  expect(judgeUpgrade(agent, listed).kind).toBe("admitted");
  const others = parseSettings({ ALLOWED_SESSIONS: "A".repeat(22) });
  expect(judgeUpgrade(agent, others)).toEqual({ kind: "refused", status: 403 });
  expect(judgeUpgrade(phone, others)).toEqual({ kind: "refused", status: 403 });
});
