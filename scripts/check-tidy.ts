// Holds the style rules that no linter holds: lengths, names, openings, exports, and nothing in the
// repository that belongs to one machine. The numbers stand in scripts/tidy/limits.ts.

import { type Check, report } from "./finding.ts";
import { isMainModule } from "./main-module.ts";
import { checkLengths, checkNames, checkSizes } from "./tidy/paths.ts";
import { checkSyntax } from "./tidy/syntax.ts";
import { checkOpenings, checkRegistries, checkTexts } from "./tidy/text.ts";
import { treeOnDisk } from "./tree.ts";

const rules: readonly Check[] = [
  checkNames,
  checkSizes,
  checkLengths,
  checkTexts,
  checkRegistries,
  checkOpenings,
  checkSyntax,
];

export const checkTidy: Check = (tree) => rules.flatMap((rule) => rule(tree));

if (isMainModule(import.meta)) report("tidy", checkTidy(treeOnDisk(process.cwd())));
