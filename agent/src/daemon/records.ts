// What is kept about the past: checkpoints of the audit log are signed as it grows, and what was said in runs
// is forgotten when its time has come.

import { signCheckpoint } from "../audit/checkpoint.ts";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { AuditRecords } from "./audit-records.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import type { Daemon } from "./daemon.ts";
import type { LiveSettings } from "./live-settings.ts";

export interface Records {
  readonly audit: AuditRecords;
  /** Signs the rest; before the store is closed. */
  close(): Promise<void>;
}

const forgetEveryMs = 3_600_000;
/** Not while the first phone waits for us to come up. */
const forgetFirstMs = 30_000;

export function keepRecords({ keys, store }: Daemon, settings: LiveSettings): Records {
  const { sessionId, noise, identity } = keys;
  const agent = { sessionId, noiseKey: noise.public, identityKey: identity.public };
  const shared = { store, clock: systemClock };
  const checkpoints = new CheckpointKeeper({
    ...shared,
    sign: (head) => signCheckpoint(nodePrimitives, identity, sessionId, head),
    // The chain stands without it, and the next one vouches for as much.
    failed: () => undefined,
  });
  void checkpoints.signUpToNow();
  const audit = new AuditRecords({ ...shared, primitives: nodePrimitives, agent, checkpoints });
  let cancel = systemClock.after(forgetFirstMs, forget);
  function forget(): void {
    cancel = systemClock.after(forgetEveryMs, forget);
    store.retention.forget(systemClock.now(), settings.current.retentionDays);
  }
  const close = () => {
    cancel();
    return checkpoints.stop();
  };
  return { audit, close };
}
