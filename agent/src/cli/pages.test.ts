// docs/commands.md and docs/configuration.md say what the program does: they are made from the same tables.
// `npx vitest run agent/src/cli/pages.test.ts -u` writes them anew.

import { expect, test } from "vitest";
import { configurationPage } from "../config/configuration-page.ts";
import { effectiveSettings } from "../config/effective.ts";
import { commandTable } from "./command-table.ts";
import { readWords } from "./read-words.ts";
import { commandsPage } from "./commands-page.ts";

test("docs/commands.md has every command, with its flags and an example", async () => {
  await expect(commandsPage(commandTable)).toMatchFileSnapshot("../../../docs/commands.md");
});

test("docs/configuration.md has every setting, its default and its variable", async () => {
  const { explained } = effectiveSettings({}, {}, "this machine");
  const page = configurationPage(explained);
  await expect(page).toMatchFileSnapshot("../../../docs/configuration.md");
});

test("every example is a command that is understood", () => {
  for (const { name, example } of commandTable) {
    const words = example.match(/"[^"]*"|[^\s"]+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
    const redirected = words.indexOf(">");
    const argv = redirected < 0 ? words : words.slice(0, redirected);
    expect(readWords(commandTable, argv).command.name).toBe(name);
  }
});
