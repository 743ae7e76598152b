// Firefox, by the WebDriver BiDi that it speaks itself: one WebSocket, no driver between.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../until.ts";
import { type Bidi, openBidi } from "./bidi.ts";
import { type Browser, asJson, fromJson, tall, wearing } from "./browser.ts";
import { runBeside } from "./process.ts";

/** Nothing here may look for anything on another machine. */
const quiet: Readonly<Record<string, string | number | boolean>> = {
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "browser.aboutConfig.showWarning": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "http://127.0.0.1:1/",
  "toolkit.telemetry.enabled": false,
};

export async function openFirefox(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "longrein-firefox-"));
  const lines = Object.entries(quiet).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const firefox = runBeside(
    process.env["FIREFOX"] ?? "firefox-esr",
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
    { MOZ_CRASHREPORTER_DISABLE: "1" },
  );
  const listening = /WebDriver BiDi listening on (ws:\/\/\S+)/;
  const said = await until(
    "Firefox to listen",
    firefox.said,
    (text) => listening.test(text),
    60_000,
  );
  const bidi = await openBidi(`${listening.exec(said)?.[1] ?? ""}/session`);
  await bidi("session.new", { capabilities: {} });
  const context = await firstTab(bidi);
  const resize: Browser["resize"] = async (viewport) =>
    void (await bidi("browsingContext.setViewport", { context, viewport, devicePixelRatio: 3 }));
  await resize(tall);
  const evaluate: Browser["evaluate"] = (expression) => evaluateIn(bidi, context, expression);
  return {
    engine: "Firefox",
    goTo: async (url) =>
      void (await bidi("browsingContext.navigate", { context, url, wait: "complete" })),
    reload: async () => void (await bidi("browsingContext.reload", { context, wait: "complete" })),
    evaluate,
    pressAt: (x, y) => pressAt(bidi, context, x, y),
    type: (text) => typeText(bidi, context, text),
    resize,
    wear: async (appearance) => void (await evaluate(wearing(appearance))),
    close: async () => {
      await firefox.end();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function firstTab(bidi: Bidi): Promise<string> {
  const { contexts } = await bidi("browsingContext.getTree", {});
  const [first] = Array.isArray(contexts) ? (contexts as unknown[]) : [];
  const id = new Map<string, unknown>(Object.entries(first ?? {})).get("context");
  if (typeof id !== "string") throw new Error("expected a tab in Firefox");
  return id;
}

async function evaluateIn(bidi: Bidi, context: string, expression: string): Promise<unknown> {
  const answer = await bidi("script.evaluate", {
    expression: asJson(expression),
    target: { context },
    awaitPromise: true,
  });
  const { result, exceptionDetails } = answer;
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
  return fromJson(new Map<string, unknown>(Object.entries(result ?? {})).get("value"));
}

async function pressAt(bidi: Bidi, context: string, x: number, y: number): Promise<void> {
  const actions = [
    { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
    { type: "pointerDown", button: 0 },
    { type: "pause", duration: 30 },
    { type: "pointerUp", button: 0 },
  ];
  const parameters = { pointerType: "touch" };
  const finger = { type: "pointer", id: "finger", parameters, actions };
  await bidi("input.performActions", { context, actions: [finger] });
}

async function typeText(bidi: Bidi, context: string, text: string): Promise<void> {
  const actions = [...text].flatMap((value) => [
    { type: "keyDown", value },
    { type: "keyUp", value },
  ]);
  await bidi("input.performActions", { context, actions: [{ type: "key", id: "keys", actions }] });
}
