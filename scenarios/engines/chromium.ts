// Chromium, by playwright-core; what it evaluates goes past the policy of the page, by its own protocol.

import type { Page } from "playwright-core";
import { openPhone } from "../phone.ts";
import { type Browser, asJson, fromJson } from "./browser.ts";

export interface Chromium extends Browser {
  readonly page: Page;
}

export async function openChromium(): Promise<Chromium> {
  const phone = await openPhone();
  const { page } = phone;
  const inspector = await page.context().newCDPSession(page);
  return {
    engine: "Chromium",
    page,
    goTo: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await inspector.send("Runtime.evaluate", {
        expression: asJson(expression),
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return fromJson(result.value);
    },
    pressAt: (x, y) => page.touchscreen.tap(x, y),
    type: (text) => page.keyboard.type(text),
    resize: (size) => page.setViewportSize(size),
    wear: (appearance) => page.emulateMedia({ colorScheme: appearance }),
    close: () => phone.close(),
  };
}
