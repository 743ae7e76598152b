// A browser's own subscribing, which has no push service to go to here: it is given one, and the keys of a browser that
// the test opens messages with.

import type { Page } from "playwright-core";
import type { PushBrowser } from "../agent/src/testing/push-browser.ts";
import type { PushService } from "../agent/src/testing/push-vendor.ts";

/** As the browser does it, with the keys of the one that opens. */
export function stubSubscribing(
  page: Page,
  service: PushService,
  browser: PushBrowser,
): Promise<unknown> {
  const given = {
    endpoint: service.endpoint(),
    p256dh: [...browser.p256dh],
    auth: [...browser.auth],
  };
  return page.addInitScript(({ endpoint, p256dh, auth }) => {
    let made: object | null = null;
    const keys = new Map([
      ["p256dh", p256dh],
      ["auth", auth],
    ]);
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(made),
      subscribe: (options: { applicationServerKey: Uint8Array<ArrayBuffer> }) => {
        made = {
          endpoint,
          options: { applicationServerKey: options.applicationServerKey.buffer },
          getKey: (name: string) => new Uint8Array(keys.get(name) ?? []).buffer,
          unsubscribe: () => {
            made = null;
            return Promise.resolve(true);
          },
        };
        return Promise.resolve(made);
      },
    });
  }, given);
}
