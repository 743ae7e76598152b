// docs/messages.md is what the shapes in protocol/src say; `npx vitest run scripts/docs/messages-page.test.ts -u` writes it.

import { expect, test } from "vitest";
import { messagesPage } from "./messages-page.ts";

test("docs/messages.md has every message, event and action, with each field and its bounds", async () => {
  await expect(messagesPage()).toMatchFileSnapshot("../../docs/messages.md");
});
