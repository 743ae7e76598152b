// Approvals as the command line sees and answers them: the whole of the frozen action, and an answer that
// counts as given at the machine itself.

import {
  type ApprovalAsk,
  actionDigest,
  equalBytes,
  readAction,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import type { ApprovalLine } from "../control/waiting-shapes.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { cutText } from "../runs/cut-text.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import { denyAndStop } from "./deny-and-stop.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick } from "./pick.ts";
import type { RunKeeper } from "./run-keeper.ts";

type ApprovalVerbs = "approvals.list" | "approvals.show" | "approvals.answer" | "approvals.deny";

const whatBytesMax = 256;

export function localApprovals(
  overview: InboxOverview,
  approvals: ApprovalKeeper,
  runs: RunKeeper,
): Pick<Handlers, ApprovalVerbs> {
  const picked = (which: string) => {
    const asks = overview.asks().map((ask) => ({ id: ask.approval, ask }));
    return pick(which, asks, "open approval", "longrein approvals").ask;
  };
  return {
    "approvals.list": () => ({ approvals: overview.asks().map(lineOf) }),
    "approvals.show": ({ which }) => {
      const ask = picked(which);
      const { action, risk, tier, says } = ask;
      const digest = digestOf(action);
      const about = {
        tier,
        ...overview.whose(ask.run),
        ...(says !== undefined && { says }),
        ...(ask.approvals === "displayed" && { displayed: true as const }),
      };
      return { ...lineOf(ask), action, digest, reasons: risk.reasons, ...about };
    },
    "approvals.answer": ({ which, decision, digest, words }) => {
      const { approval, action } = picked(which);
      if (decision === "approve" && !isOf(action, digest)) {
        throw new UserFailure("refused", "what was shown is not what is asked", "look at it again");
      }
      const code = approvals.answerHere(approval, decision, words);
      if (code === undefined) return { approval };
      throw new UserFailure("failed", `it was not taken: ${code}`, "longrein approvals");
    },
    "approvals.deny": async () => {
      const denied = overview.asks().length;
      const { runs: stopped, end } = await denyAndStop(approvals, runs, "machine");
      if (end === "done") return { denied, stopped: new Set(stopped.map(toBase64url)).size };
      const why = "all was denied, but nothing confirms the end of every run that asked";
      throw new UserFailure("failed", why, "longrein runs");
    },
  };
}

function digestOf(action: string): Uint8Array {
  return actionDigest(nodePrimitives, utf8(action));
}

function isOf(action: string, digest: Uint8Array | undefined): boolean {
  return digest !== undefined && equalBytes(digest, digestOf(action));
}

function lineOf(ask: ApprovalAsk): ApprovalLine {
  const { approval, run, risk, askedAt, notAfter } = ask;
  return { approval, run, what: whatOf(ask), risk: risk.level, askedAt, notAfter };
}

function whatOf({ action: frozen }: ApprovalAsk): string {
  const action = readAction(utf8(frozen));
  switch (action.t) {
    case "command":
      return cutText(`run ${action.argv?.join(" ") ?? action.shell?.script ?? ""}`, whatBytesMax);
    case "edit":
      return cutText(`edit ${action.changes.map(({ path }) => path).join(", ")}`, whatBytesMax);
    case "tool":
      return cutText(`use ${action.tool}`, whatBytesMax);
  }
}
