// `longrein approvals …`: what waits for an answer, shown whole, and answers given at the machine itself.

import { answerWordsBytesMax } from "@longrein/protocol/limits";
import type { ApprovalLine, WholeApproval } from "../control/waiting-shapes.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import { actionLines } from "./action-lines.ts";
import { actionWarnings } from "./action-warnings.ts";
import type { Call } from "./command.ts";
import { fittingWords } from "./fitting-words.ts";
import { sayAgo, sayDuration } from "./say-time.ts";
import { showLine, showText } from "./show-text.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export async function listApprovals({ terminal }: Call): Promise<undefined> {
  const { approvals } = await askAgent({ t: "approvals.list" });
  terminal.json({ approvals: approvals.map(plainLine) });
  if (approvals.length === 0) terminal.say("nothing waits for an answer");
  const now = systemClock.now();
  terminal.table(
    approvals.map(({ approval, what, risk, notAfter }) => [
      shortId(approval),
      `${risk} risk`,
      `${sayDuration(notAfter - now)} left`,
      showLine(what),
    ]),
  );
  const [first] = approvals;
  if (first !== undefined) {
    const words = `approvals show ${shortId(first.approval)}`;
    terminal.say(terminal.faint(`to see the whole of it: ${terminal.command(words)}`));
  }
  return undefined;
}

export async function showApproval({ terminal, argument }: Call): Promise<undefined> {
  show(await askAgent({ t: "approvals.show", which: argument("APPROVAL") }), terminal);
  return undefined;
}

/** What is approved has been shown here, or the caller names the digest of what was shown elsewhere. */
export async function approve(call: Call): Promise<undefined> {
  const { terminal, argument, value } = call;
  const which = argument("APPROVAL");
  const whole = await askAgent({ t: "approvals.show", which });
  const named = value("digest");
  if (named === undefined) await confirm(whole, terminal);
  else if (!longId(whole.digest).startsWith(named.toLowerCase()) || named.length < 8) {
    throw new UserFailure(
      "refused",
      "that is not the digest of what is asked",
      `longrein approvals show ${which}`,
    );
  }
  const { approval, digest } = whole;
  await askAgent({ t: "approvals.answer", which: longId(approval), decision: "approve", digest });
  terminal.say("approved, here at the machine");
  terminal.json({ approval: longId(approval), decision: "approve" });
  return undefined;
}

export async function deny({ terminal, argument, isSet, value }: Call): Promise<undefined> {
  const [which, words] = [argument("APPROVAL"), value("because")];
  if (isSet("all")) return denyAll(terminal, which !== "" || words !== undefined);
  if (which === "")
    throw new UserFailure("usage", "expected APPROVAL or --all", "longrein approvals");
  if (words?.trim() === "") throw new UserFailure("usage", "expected words after --because");
  const because = words && { words: fittingWords(words, "--because", answerWordsBytesMax) };
  const answer = { which, decision: "deny" as const, ...because };
  const { approval } = await askAgent({ t: "approvals.answer", ...answer });
  terminal.say("denied, here at the machine");
  terminal.json({ approval: longId(approval), decision: "deny" });
  return undefined;
}

async function denyAll(terminal: Terminal, isMore: boolean): Promise<undefined> {
  if (isMore)
    throw new UserFailure("usage", "--all denies everything: it takes no approval and no words");
  const { denied, stopped } = await askAgent({ t: "approvals.deny" });
  const runs = `${stopped} ${stopped === 1 ? "run" : "runs"}`;
  terminal.say(denied === 0 ? "nothing waits for an answer" : `${denied} denied, ${runs} stopped`);
  terminal.json({ denied, stopped });
  return undefined;
}

async function confirm(whole: WholeApproval, terminal: Terminal): Promise<void> {
  show(whole, terminal);
  if (!terminal.isInteractive) {
    throw new UserFailure(
      "refused",
      "nobody is here to read what is approved",
      `to approve what was shown: --digest ${shortId(whole.digest)}`,
    );
  }
  const said = await terminal.ask("type yes to approve exactly this: ");
  if (said?.trim().toLowerCase() !== "yes") {
    throw new UserFailure("refused", "not approved; it still waits for an answer");
  }
}

function show(whole: WholeApproval, terminal: Terminal): void {
  const now = systemClock.now();
  const {
    action,
    reasons,
    risk,
    says,
    askedAt,
    notAfter,
    digest,
    driver,
    workspace,
    tier,
    displayed,
  } = whole;
  const warnings = actionWarnings(action);
  const about = { driver, workspace, tier, reasons, warnings, says, displayed };
  terminal.json({ ...plainLine(whole), action, digest: longId(digest), ...about });
  terminal.say(
    displayed === true
      ? "the coding agent displays this, and does it itself:"
      : "exactly this would be done:",
  );
  for (const text of actionLines(action)) terminal.say(text);
  terminal.say();
  terminal.table([
    ...warnings.map((warning) => ["  look", terminal.strong(warning)]),
    ["  risk", [risk, ...reasons.map(showLine)].join("; ")],
    ["  asked", `${sayAgo(askedAt, now)}, ${sayDuration(notAfter - now)} left`],
    ["  run", [shortId(whole.run), ...whoseRun(whole)].join(" ")],
    ...(tier === 3 ? [["  answer", "no phone may approve it, only you, here"]] : []),
    ["  digest", longId(digest)],
  ]);
  if (says !== undefined) terminal.say(`  the coding agent says, unproved: ${showText(says)}`);
  terminal.say();
}

function whoseRun({ driver, workspace }: WholeApproval): string[] {
  if (driver === undefined || workspace === undefined) return [];
  return [`by ${showLine(driver)} in ${quoteName(workspace)}`];
}

function plainLine({ approval, run, what, risk, askedAt, notAfter }: ApprovalLine) {
  return { approval: longId(approval), run: longId(run), what, risk, askedAt, notAfter };
}
