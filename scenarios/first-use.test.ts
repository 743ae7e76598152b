// docs/first-use.md shows what a first use looks like; it is recorded again here, and compared.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recordFirstUse } from "../scripts/first-use/record.ts";

test("docs/first-use.md is what a first use looks like (npm run first-use -- --write)", async () => {
  const document = new URL("../docs/first-use.md", import.meta.url);
  expect(await recordFirstUse()).toBe(readFileSync(document, "utf8"));
});
