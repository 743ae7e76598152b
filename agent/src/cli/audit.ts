// `longrein audit …`: what was asked, who answered, what was changed; and whether the log of it is whole.

import type { Answers } from "../control/verbs.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { createPrivateFile } from "../platform/private-file.ts";
import { askAgent, longId } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { showLine } from "./show-text.ts";
import { verifyExport } from "./verify-export.ts";
import { wholeNumber } from "./whole-number.ts";

type Report = Answers["audit.verify"];

const countMax = 1_000;

export async function listAudit({ terminal, value }: Call): Promise<undefined> {
  const what = value("what");
  const count = value("count");
  const { entries } = await askAgent({
    t: "audit.list",
    ...(what === undefined ? {} : { what }),
    ...(count === undefined ? {} : { count: countOf(count) }),
  });
  terminal.json({ entries });
  if (entries.length === 0) terminal.say("nothing was written yet");
  terminal.table(
    entries.map(({ n, at, entry }) => [
      String(n),
      new Date(at).toISOString(),
      entry === undefined ? "forgotten" : showLine(entry),
    ]),
  );
  return undefined;
}

export async function verifyAuditLog({ terminal, argument }: Call): Promise<number | undefined> {
  const file = argument("FILE");
  const report = file === "" ? await askAgent({ t: "audit.verify" }) : verifyExport(file);
  terminal.json(report.t === "whole" ? { ...report, head: longId(report.head) } : report);
  if (report.t === "whole") {
    terminal.say(wholeWords(report));
    return undefined;
  }
  const message = `the audit log is broken at entry ${report.n}: ${report.why}`;
  terminal.fail({
    message,
    hint: "keep this store and an export of it: longrein audit export FILE",
  });
  return exitCodes.failed;
}

export async function exportAudit({ terminal, argument }: Call): Promise<undefined> {
  const path = argument("FILE");
  const file = createPrivateFile(path);
  try {
    const news = (one: { readonly t: string; readonly line?: string }) => {
      if (one.line !== undefined) file.write(`${one.line}\n`);
    };
    const { lines } = await askAgent({ t: "audit.export" }, { news });
    terminal.say(`wrote ${lines} lines into ${path}`);
    terminal.say(`to verify it, here or elsewhere: ${terminal.command(`audit verify ${path}`)}`);
    terminal.json({ file: path, lines });
  } catch (failure) {
    file.remove();
    throw failure;
  } finally {
    file.close();
  }
  return undefined;
}

function wholeWords(report: Extract<Report, { t: "whole" }>): string {
  const { entries, forgotten, signedAnswers, unsignedAnswers, checkpoints, vouchedTo } = report;
  const texts = forgotten === 0 ? "" : `, the texts of ${forgotten} forgotten`;
  const vouched =
    checkpoints === 0
      ? "the agent has not signed it yet; it does after every 100 entries, and when it ends"
      : `the agent's signature vouches for entries 1 to ${vouchedTo}; checkpoints: ${checkpoints}`;
  return [
    `the audit log is whole: ${entries} entries${texts}`,
    `answers: ${signedAnswers} signed by phones, ${unsignedAnswers} given at this machine or to all at once`,
    vouched,
    `head: ${longId(report.head)}`,
  ].join("\n");
}

function countOf(text: string): number {
  const count = wholeNumber(text, countMax, "--count", "audit list");
  if (count > 0) return count;
  throw new UserFailure("usage", "expected at least 1 after --count", "longrein help audit list");
}
