// The agent's records as the daemon opens and closes them: the log's file, and what keeps the others in order.

import { Log } from "../egress/log.ts";
import type { AgentKeys } from "../platform/agent-keys.ts";
import { detailedLog } from "../platform/background.ts";
import { systemClock } from "../platform/clock.ts";
import { LogFile } from "../platform/log-file.ts";
import type { Store } from "../store/store.ts";
import type { AuditRecords } from "./audit-records.ts";
import { RecordKeeping, type RecordKeepingOptions } from "./record-keeping.ts";

export interface OpenRecords {
  readonly log: Log;
  readonly audit: AuditRecords;
  /** Before the store is closed. */
  close(): Promise<void>;
}

export function openRecords(
  stateFolder: string,
  keys: AgentKeys,
  store: Store,
  options: Pick<RecordKeepingOptions, "retentionDays" | "removeFolders">,
): OpenRecords {
  const clock = systemClock;
  const file = new LogFile(`${stateFolder}/${detailedLog}`);
  const log = new Log({ now: clock.now, level: "info", write: (line) => file.append(line) });
  const keeping = new RecordKeeping({ store, clock, keys, log, ...options });
  keeping.start();
  log.write("info", "agent.started");
  return {
    log,
    audit: keeping.audit,
    close: async () => {
      await keeping.stop();
      log.write("info", "agent.stopped");
      file.close();
    },
  };
}
