// How to say no to each of Codex's requests in a form that it takes for a no. A request that is not known
// here gets an error, which lets nothing happen either.

import { declinedElicitation } from "./elicitation.ts";
import { RpcFailure } from "./rpc.ts";

const answers: Readonly<Record<string, unknown>> = {
  "item/commandExecution/requestApproval": { decision: "decline" },
  "item/fileChange/requestApproval": { decision: "decline" },
  "item/permissions/requestApproval": { permissions: {}, scope: "turn" },
  "item/tool/requestUserInput": { answers: {} },
  "mcpServer/elicitation/request": declinedElicitation,
  "item/tool/call": { contentItems: [], success: false },
  applyPatchApproval: { decision: { denied: { rejection: "not approved" } } },
  execCommandApproval: { decision: { denied: { rejection: "not approved" } } },
};

export function declined(method: string): Promise<unknown> {
  const answer = answers[method];
  return answer === undefined
    ? Promise.reject(new RpcFailure(`${method} is not supported`))
    : Promise.resolve(answer);
}
