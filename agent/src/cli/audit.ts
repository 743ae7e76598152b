// `longrein audit …`: what was asked, who answered, what was changed; and whether the log of it is whole.

import { toBase64url } from "@longrein/protocol";
import type { Answers } from "../control/verbs.ts";
import { createPrivateFile } from "../platform/private-file.ts";
import { askAgent, longId } from "./ask-agent.ts";
import { auditLine } from "./audit-line.ts";
import { type Call, exitCodes } from "./command.ts";
import type { Terminal } from "./terminal.ts";
import { verifyExport } from "./verify-export.ts";
import { wholeNumber } from "./whole-number.ts";

type Report = Answers["audit.verify"];
type Whole = Extract<Report, { t: "whole" }>;

const countMax = 1_000;
const nothingYet = "nothing was written yet";

export async function listAudit({ terminal, value }: Call): Promise<undefined> {
  const what = value("what");
  const count = value("count");
  const { entries } = await askAgent({
    t: "audit.list",
    ...(what === undefined ? {} : { what }),
    ...(count === undefined ? {} : { count: countOf(count) }),
  });
  terminal.json({ entries });
  if (entries.length === 0) terminal.say(nothingYet);
  terminal.table(
    entries.map(({ n, at, entry }) => [String(n), new Date(at).toISOString(), ...auditLine(entry)]),
  );
  return undefined;
}

export async function verifyAuditLog({ terminal, argument }: Call): Promise<number | undefined> {
  const file = argument("FILE");
  if (file !== "") return verifyFile(file, terminal);
  const report = await askAgent({ t: "audit.verify" });
  terminal.json(plain(report));
  if (report.t === "broken") return failBroken(report, terminal);
  if (report.t === "whole") return tellWhole(report, "", terminal);
  terminal.say(nothingYet);
  return undefined;
}

/** Unlike a log that nothing was written into yet, a file without entries is no proof of anything. */
function verifyFile(file: string, terminal: Terminal): number | undefined {
  const { report, isOwn } = verifyExport(file);
  terminal.json({ ...plain(report), ...(isOwn === undefined ? {} : { own: isOwn }) });
  if (report.t === "broken") return failBroken(report, terminal);
  if (report.t === "empty") {
    const message = `${file} holds no entries and no signature: it proves nothing, not even whose it is`;
    terminal.fail({ message, hint: "a log that was cut off altogether looks the same" });
    return exitCodes.failed;
  }
  const whose = `, which is ${isOwn === true ? "" : "not "}the agent of this machine`;
  return tellWhole(report, isOwn === undefined ? "" : whose, terminal);
}

function plain(report: Report) {
  if (report.t !== "whole") return report;
  return { ...report, session: toBase64url(report.session), head: longId(report.head) };
}

function failBroken({ n, why }: Extract<Report, { t: "broken" }>, terminal: Terminal): number {
  terminal.fail({
    message: `the audit log is broken at entry ${n}: ${why}`,
    hint: "keep this store and an export of it: longrein audit export FILE",
  });
  return exitCodes.failed;
}

export async function exportAudit({ terminal, argument }: Call): Promise<undefined> {
  const path = argument("FILE");
  const lines = await writeAudit(path);
  terminal.say(`wrote ${lines} lines into ${path}`);
  if (lines === 1) terminal.say("the log has no entries yet, so that file proves nothing");
  else terminal.say(`to verify it, here or elsewhere: ${terminal.command(`audit verify ${path}`)}`);
  terminal.json({ file: path, lines });
  return undefined;
}

/** By the running agent, which signs how far it has come; returns how many lines. */
export async function writeAudit(path: string): Promise<number> {
  const file = createPrivateFile(path);
  try {
    const news = (one: { readonly t: string; readonly line?: string }) => {
      if (one.line !== undefined) file.write(`${one.line}\n`);
    };
    return (await askAgent({ t: "audit.export" }, { news })).lines;
  } catch (failure) {
    file.remove();
    throw failure;
  } finally {
    file.close();
  }
}

/** The chain holds without the texts of entries, but none of ours is ever taken out: somebody hides what it said. */
function tellWhole(report: Whole, whose: string, terminal: Terminal): number | undefined {
  terminal.say(wholeWords(report, whose));
  const { forgotten } = report;
  if (forgotten === 0) return undefined;
  terminal.fail({
    message: `entries without their texts, which longrein takes out of none: ${forgotten}`,
    hint: "what those said, and who answered, is not proved; another export may still have them",
  });
  return exitCodes.failed;
}

function wholeWords(report: Whole, whose: string): string {
  const { session, words } = report;
  const { entries, forgotten, signedAnswers, unsignedAnswers, checkpoints, vouchedTo } = report;
  const vouched =
    checkpoints === 0
      ? "the agent has not signed it yet; it does after every 100 entries, and when it ends"
      : `the agent's signature vouches for entries 1 to ${vouchedTo}; checkpoints: ${checkpoints}`;
  return [
    `${forgotten === 0 ? "the audit log is" : "the hashes of the audit log are"} whole: ${entries} entries`,
    `agent: ${words}, session ${toBase64url(session)}${whose}`,
    `answers: ${signedAnswers} signed by phones, ${unsignedAnswers} given at this machine or to all at once`,
    vouched,
    `head: ${longId(report.head)}`,
  ].join("\n");
}

function countOf(text: string): number {
  return wholeNumber(text, { min: 1, max: countMax, as: "--count", command: "audit list" });
}
