// docs/protocol-vectors.json is what this implementation gives; `npx vitest run scripts/docs/own-vectors.test.ts -u` writes it.

import { expect, test } from "vitest";
import { ownVectors } from "./own-vectors.ts";

test("docs/protocol-vectors.json is what the protocol gives, byte for byte", async () => {
  const text = `${JSON.stringify(await ownVectors(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../docs/protocol-vectors.json");
});
