// Keeps the app on the phone through its service worker, and looks for newer versions. A newer one waits until
// somebody asks for it, or until the app is next started from nothing. Loaded when the page stands.

const lookAgainMs = 60 * 60_000;
/** Whoever asks for the new version does not wait longer for it to arrive. */
const fetchWithinMs = 15_000;
const script = "/sw.js";

let registration: ServiceWorkerRegistration | undefined;

export async function keepAppHere(newVersionIsReady: () => void): Promise<void> {
  const { serviceWorker } = navigator;
  const served = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    // The first worker brings nothing new; a later one means that this page is the old version.
    if (served) newVersionIsReady();
  });
  registration = await serviceWorker.register(trusted(script), { updateViaCache: "none" });
  const { installing, waiting } = registration;
  if (waiting !== null) newVersionIsReady();
  if (installing !== null) note(installing, newVersionIsReady);
  registration.addEventListener("updatefound", () => {
    if (registration?.installing) note(registration.installing, newVersionIsReady);
  });
  lookAgainOnReturn(registration);
}

/** So that the app also starts offline in that language: the worker keeps no other words than are spoken. */
export async function keepLanguageHere(language: string): Promise<void> {
  const { active, waiting } = await navigator.serviceWorker.ready;
  for (const worker of [active, waiting]) worker?.postMessage({ language }, []);
}

/** So that a reload brings the newest version that can be had. */
export async function takeNewest(): Promise<void> {
  const waiting = await newest();
  if (waiting === undefined) return;
  const taken = once(navigator.serviceWorker, "controllerchange");
  waiting.postMessage("take-over", []);
  await taken;
}

function note(worker: ServiceWorker, newVersionIsReady: () => void): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller !== null) {
      newVersionIsReady();
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
