// The audit log as the command line sees it.

import type { Handlers } from "../control/control-server.ts";
import type { AuditRecords } from "./audit-records.ts";

type AuditVerbs = "audit.list" | "audit.verify" | "audit.export";

export function localAudit(audit: AuditRecords): Pick<Handlers, AuditVerbs> {
  return {
    "audit.list": (filter) => ({
      entries: audit.list(filter).map(({ n, at, entry }) => ({
        n,
        at,
        ...(entry === undefined ? {} : { entry }),
      })),
    }),
    "audit.verify": () => audit.told(),
    "audit.export": async (_, conversation) => {
      let lines = 0;
      for (const line of await audit.export()) {
        if (conversation.signal.aborted) break;
        await conversation.news({ t: "line", line });
        lines++;
      }
      return { lines };
    },
  };
}
