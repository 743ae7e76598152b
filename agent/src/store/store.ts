// The store as a whole: one database and its tables.

import type { Primitives } from "@longrein/protocol";
import { Egress } from "../egress/egress.ts";
import { ApprovalTable } from "./approval-table.ts";
import { ArtifactTable } from "./artifact-table.ts";
import { AttemptTable } from "./attempt-table.ts";
import { AuditTable } from "./audit-table.ts";
import { CheckpointTable } from "./checkpoint-table.ts";
import { Database } from "./database.ts";
import { DeviceTable } from "./device-table.ts";
import { EventTable } from "./event-table.ts";
import { GrantTable } from "./grant-table.ts";
import { QuestionTable } from "./question-table.ts";
import { RefusalTable } from "./refusal-table.ts";
import { RequestTable } from "./request-table.ts";
import { Retention } from "./retention.ts";
import { RunSalts } from "./run-salts.ts";
import { RunTable } from "./run-table.ts";
import { SecretTable } from "./secret-table.ts";
import { SettingTable } from "./setting-table.ts";
import { SubscriptionTable } from "./subscription-table.ts";
import { UsageTable } from "./usage-table.ts";

export interface Store {
  readonly database: Database;
  readonly approvals: ApprovalTable;
  readonly artifacts: ArtifactTable;
  readonly attempts: AttemptTable;
  readonly audit: AuditTable;
  readonly checkpoints: CheckpointTable;
  readonly devices: DeviceTable;
  readonly events: EventTable;
  readonly grants: GrantTable;
  readonly questions: QuestionTable;
  readonly refusals: RefusalTable;
  readonly requests: RequestTable;
  readonly retention: Retention;
  readonly runs: RunTable;
  readonly secrets: SecretTable;
  readonly settings: SettingTable;
  readonly subscriptions: SubscriptionTable;
  readonly usage: UsageTable;
}

export function openStore(
  stateFolder: string,
  master: Uint8Array,
  hash: Pick<Primitives, "sha256">,
): Store {
  const database = new Database(stateFolder);
  const salts = new RunSalts(database, master);
  const secrets = new SecretTable(database, salts);
  const egress = new Egress(secrets);
  const audit = new AuditTable(database, hash);
  const approvals = new ApprovalTable(database, salts);
  const artifacts = new ArtifactTable({ database, hash, salts, egress });
  const events = new EventTable({ database, hash, salts, egress });
  const questions = new QuestionTable(database);
  const requests = new RequestTable(database);
  const forgettable = { approvals, artifacts, events, questions, requests, secrets };
  return {
    ...forgettable,
    database,
    attempts: new AttemptTable(database),
    audit,
    checkpoints: new CheckpointTable(database),
    devices: new DeviceTable(database, master),
    grants: new GrantTable(database),
    refusals: new RefusalTable(database, audit),
    retention: new Retention({ ...forgettable, database, salts, egress }),
    runs: new RunTable(database, salts),
    settings: new SettingTable(database),
    subscriptions: new SubscriptionTable(database, master),
    usage: new UsageTable(database),
  };
}
