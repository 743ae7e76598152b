// What is warned of before an approval at the machine is what the phone warns of.

import { expect, it } from "vitest";
import { actionTexts } from "../../../mobile-web/src/state/action-texts.ts";
import { hiddenCount } from "../../../mobile-web/src/parts/hidden-characters.ts";
import { freezeAction, fromUtf8 } from "@longrein/protocol";
import { mixedScriptWords } from "@longrein/protocol/mixed-scripts";
import { hostileTexts } from "../testing/hostile-texts.ts";
import { randomBytes } from "../testing/rows.ts";
import { actionWarnings } from "./action-warnings.ts";

function commandOf(script: string) {
  const shell = { program: "/bin/sh", script };
  const about = { v: 1, run: randomBytes(16), driver: "d", tool: "shell", cwd: "/w" } as const;
  return { t: "command", ...about, shell, environment: [], operands: [] } as const;
}

it.each(hostileTexts)("%s", (_name, text) => {
  const action = commandOf(text);
  const texts = actionTexts(action);
  const hidden = texts.reduce((count, each) => count + hiddenCount(each), 0);
  const words = new Set(texts.flatMap(mixedScriptWords));
  const warnings = actionWarnings(fromUtf8(freezeAction(action)));
  expect(warnings).toHaveLength(words.size + (hidden > 0 ? 1 : 0));
  expect(Number.parseInt(warnings[0] ?? "0", 10) || 0).toBe(hidden);
});

it("names the letters that are not what they resemble", () => {
  const warnings = actionWarnings(fromUtf8(freezeAction(commandOf("ls p\u0430ypal\u202e"))));
  expect(warnings).toEqual([
    String.raw`1 character that hides, spelled out as \u{…}`,
    String.raw`letters that resemble others: p\u{430}ypal`,
  ]);
});
