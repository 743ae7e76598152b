// WebKitGTK, the engine of every browser on an iPhone, in its own small browser: driven by WebKitWebDriver, which
// speaks plain WebDriver over HTTP.

import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../until.ts";
import { type Browser, asJson, fromJson, wearing } from "./browser.ts";
import { openDisplay } from "./display.ts";
import { freePort } from "../../agent/src/testing/free-port.ts";
import { runBeside } from "./process.ts";

/** What was laid out before has then been drawn, and is what a finger meets. */
const drawnTwice =
  "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))";

type Ask = (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

export async function openWebKit(): Promise<Browser> {
  const display = await openDisplay();
  const port = await freePort();
  const settings = narrowWindows();
  const driver = runBeside(
    "dbus-run-session",
    ["--", "WebKitWebDriver", `--port=${port}`, "--replace-on-new-session"],
    {
      DISPLAY: display.name,
      LIBGL_ALWAYS_SOFTWARE: "1",
      XDG_CONFIG_HOME: settings,
      // Root has no user namespaces to build a sandbox of.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    },
  );
  const origin = `http://127.0.0.1:${port}`;
  await until("WebKitWebDriver to answer", () => answers(`${origin}/status`), Boolean, 30_000);
  const session = await openSession(askOf(origin));
  const ask = askOf(`${origin}/session/${session}`);
  return {
    engine: "WebKitGTK",
    goTo: async (address) => void (await ask("POST", "/url", { url: address })),
    reload: async () => void (await ask("POST", "/refresh", {})),
    evaluate: (expression) => evaluate(ask, expression),
    pressAt: (x, y) => pressAt(ask, x, y),
    type: (text) => typeText(ask, text),
    resize: async (size) => {
      display.resize(size);
      // The window may come to its size in steps, and what lies in it moves with each.
      const wanted = `${size.width} × ${size.height}`;
      const seen = () => evaluate(ask, "`${innerWidth} × ${innerHeight}`");
      await until(`the window to be ${wanted}`, seen, (now) => now === wanted);
      await evaluate(ask, drawnTwice);
    },
    wear: async (appearance) => void (await evaluate(ask, wearing(appearance))),
    close: async () => {
      await ask("DELETE", "");
      await driver.end();
      await display.close();
      rmSync(settings, { recursive: true, force: true });
    },
  };
}

/** The bars of its window are wider than a small phone, and gone for that matter: only the page is looked at. */
function narrowWindows(): string {
  const settings = mkdtempSync(join(tmpdir(), "longrein-webkit-"));
  mkdirSync(join(settings, "gtk-3.0"));
  const styles = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; }";
  writeFileSync(join(settings, "gtk-3.0/gtk.css"), styles);
  return settings;
}

async function openSession(ask: Ask): Promise<string> {
  const options = { binary: miniBrowser(), args: ["--automation", "--full-screen"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const session = field(await ask("POST", "/session", { capabilities }), "sessionId");
  return session;
}

/** Its own packages put it where no PATH leads. */
function miniBrowser(): string {
  const [found] = globSync([
    "/usr/lib/*/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
  ]);
  const path = process.env["MINIBROWSER"] ?? found;
  if (path === undefined)
    throw new Error("expected WebKitGTK's MiniBrowser, or its path in MINIBROWSER");
  return path;
}

async function evaluate(ask: Ask, expression: string): Promise<unknown> {
  const script = `const done = arguments[0];
    ${asJson(expression)}.then((json) => done([json]), (error) => done([null, String(error)]));`;
  const answer = await ask("POST", "/execute/async", { script, args: [] });
  const [json, fault] = Array.isArray(answer) ? (answer as unknown[]) : [];
  if (typeof fault === "string") throw new Error(fault);
  return fromJson(json);
}

async function pressAt(ask: Ask, x: number, y: number): Promise<void> {
  const actions = [
    { type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(x), y: Math.round(y) },
    { type: "pointerDown", button: 0 },
    { type: "pause", duration: 30 },
    { type: "pointerUp", button: 0 },
  ];
  const pointer = { type: "pointer", id: "finger", parameters: { pointerType: "mouse" }, actions };
  await ask("POST", "/actions", { actions: [pointer] });
}

async function typeText(ask: Ask, text: string): Promise<void> {
  const actions = [...text].flatMap((value) => [
    { type: "keyDown", value },
    { type: "keyUp", value },
  ]);
  await ask("POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
}

const answers = (address: string): Promise<boolean> =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );

const askOf =
  (base: string): Ask =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await response.json();
    const value = typeof said === "object" && said !== null && "value" in said ? said.value : said;
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };

function field(value: unknown, name: string): string {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(name);
  if (typeof found !== "string") throw new Error(`expected ${name} in ${JSON.stringify(value)}`);
  return found;
}
