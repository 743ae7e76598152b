// The relay's route table, and nothing else.

import { Hono } from "hono";
import { appFile } from "./app-files.ts";
import { type Environment, parseSettings } from "./environment.ts";
import { admit } from "./gate.ts";
import { refuseHost } from "./host.ts";
import { claimNameplate, giveNameplate } from "./pairing-routes.ts";
import { refusal } from "./refusal.ts";
import { doNotStore, securityHeaders } from "./security-headers.ts";
import { wellKnown } from "./well-known.ts";

export { PairingRegistry } from "./pairing-registry.ts";
export { Switchboard } from "./switchboard.ts";

const app = new Hono<{ Bindings: Environment }>();

app.use(async (context, next) => {
  await next();
  const { headers } = context.res;
  for (const [name, value] of Object.entries(securityHeaders())) headers.set(name, value);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", doNotStore);
});

app.use(({ req, env }, next) => {
  const dialled = { url: req.url, host: req.header("Host") ?? null };
  const no = refuseHost(dialled, parseSettings(env));
  return no === undefined ? next() : Promise.resolve(refusal(no));
});

app.all("/v1/agent", (context) => admit("agent", context.req.raw, context.env));
app.all("/v1/phone", (context) => admit("phone", context.req.raw, context.env));
app.post("/v1/nameplates", (context) => giveNameplate(context.req.raw, context.env));
app.post("/v1/nameplates/claim", (context) => claimNameplate(context.req.raw, context.env));
app.all("/v1/*", (context) => context.notFound());
app.get("/health", (context) => context.text("ok"));
app.get("/.well-known/longrein", (context) => context.json(wellKnown(context.env)));
app.get("*", async (context) => {
  const { ASSETS } = context.env;
  return (ASSETS && (await appFile(context.req.raw, ASSETS))) ?? context.notFound();
});
app.all("*", () => refusal(405));

app.notFound(() => refusal(404));
app.onError(() => refusal(500));

export default app;
