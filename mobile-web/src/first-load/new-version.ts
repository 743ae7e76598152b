// Keeps the app on the phone through its service worker, and knows when a newer version lies ready. That one
// waits until somebody asks for it, or until the app is next started from nothing.

import { type ReadonlySignal, signal } from "@preact/signals";

const ready = signal(false);
/** A newer version would be there after a reload. */
export const newVersionReady: ReadonlySignal<boolean> = ready;

const lookAgainMs = 60 * 60_000;
/** Whoever asks for the new version does not wait longer for it to arrive. */
const fetchWithinMs = 15_000;
const script = "/sw.js";

let registration: ServiceWorkerRegistration | undefined;

export async function keepAppHere(): Promise<void> {
  const { serviceWorker } = navigator;
  const served = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    // The first worker brings nothing new; a later one means that this page is the old version.
    if (served) ready.value = true;
  });
  registration = await serviceWorker.register(trusted(script), { updateViaCache: "none" });
  const { installing, waiting } = registration;
  if (waiting !== null) ready.value = true;
  if (installing !== null) note(installing);
  registration.addEventListener("updatefound", () => {
    if (registration?.installing) note(registration.installing);
  });
  lookAgainOnReturn(registration);
}

/** So that the app also starts offline in that language: the worker keeps no other words than are spoken. */
export function keepLanguageHere(language: string): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then(({ active, waiting }) => {
    for (const worker of [active, waiting]) worker?.postMessage({ language }, []);
  });
}

/** Loads the app anew, as its newest version if one can be had, unless by then something is under way. */
export async function reloadApp(mayReload = () => true): Promise<void> {
  const waiting = await newest();
  if (waiting !== undefined) {
    const taken = once(navigator.serviceWorker, "controllerchange");
    waiting.postMessage("take-over", []);
    await taken;
  }
  if (mayReload()) location.reload();
}

function note(worker: ServiceWorker): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller !== null) {
      ready.value = true;
    }
  });
}

async function newest(): Promise<ServiceWorker | undefined> {
  if (registration === undefined) return undefined;
  // Offline there is nothing to be had, and the version that is here will do.
  await registration.update().catch(() => undefined);
  const { installing } = registration;
  if (installing !== null) await once(installing, "statechange");
  return registration.waiting ?? undefined;
}

function lookAgainOnReturn(of: ServiceWorkerRegistration): void {
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < lookAgainMs) return;
    looked = Date.now();
    of.update().catch(() => undefined);
  });
}

function once(target: EventTarget, event: string): Promise<unknown> {
  return new Promise((resolve) => {
    target.addEventListener(event, resolve, { once: true });
    setTimeout(resolve, fetchWithinMs);
  });
}

/** The policy of the page lets scripts be named only by a policy called "sw", which knows one name. */
function trusted(url: typeof script): TrustedScriptURL {
  const policy = window.trustedTypes?.createPolicy("sw", {
    createScriptURL: (asked) => {
      if (asked !== script) throw new TypeError(`expected ${script}`);
      return asked;
    },
  });
  return policy === undefined ? url : policy.createScriptURL(url);
}
