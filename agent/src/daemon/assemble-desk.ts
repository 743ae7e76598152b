// Everything behind the desk, put together: what works without any phone. The daemon and the tests build it
// here, so that what is tested is what runs.

import type { PolicyProfile, Primitives, SignatureVerifier } from "@longrein/protocol";
import { assemblePush, type PushParts } from "../push/assemble-push.ts";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { approvalLifetimeMs } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import type { Driver } from "../runs/driver.ts";
import { type Quotas, usualQuotas } from "../runs/quotas.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { AppWarning } from "./app-watch.ts";
import { ApprovalKeeper } from "./approval-keeper.ts";
import { AttemptKeeper } from "./attempt-keeper.ts";
import { CeilingKeeper } from "./ceiling-keeper.ts";
import { Commands } from "./commands.ts";
import { Desk } from "./desk.ts";
import { DeviceKeeper } from "./device-keeper.ts";
import { effects } from "./effects.ts";
import { GrantKeeper } from "./grant-keeper.ts";
import { ImageShelf } from "./image-shelf.ts";
import { type KillLatch, KillSwitch } from "./kill-switch.ts";
import { Presence } from "./presence.ts";
import { Queries } from "./queries.ts";
import { QuestionKeeper } from "./question-keeper.ts";
import { RunKeeper } from "./run-keeper.ts";
import { SetupKeeper } from "./setup-keeper.ts";
import { type DollarLimits, SpendLedger } from "./spend-ledger.ts";

const spendLimitsUsually: DollarLimits = { all: 10 };

export interface DeskParts {
  readonly store: Store;
  /** Where runs get their worktrees; the user's alone. */
  readonly worktrees: string;
  readonly clock: Clock;
  readonly primitives: Primitives & SignatureVerifier;
  readonly agent: AgentNames;
  readonly drivers: readonly Driver[];
  readonly workspaces: () => readonly Workspace[];
  /** The ceiling, until somebody sets one. */
  readonly profile: PolicyProfile;
  /** Ten dollars in all unless it is said. */
  readonly spendLimits?: () => DollarLimits;
  /** See KillSwitchOptions. */
  readonly killLatch?: KillLatch;
  /** See KillSwitchOptions. */
  readonly endStrays?: () => Promise<boolean>;
  /** What phones are to be warned of. */
  readonly warning?: () => AppWarning | undefined;
  /** How this machine calls itself, and where it may tell phones that are closed. */
  readonly push?: PushParts;
  /** Other quotas than usually. */
  readonly quotas?: () => Quotas;
  /** How long approvals and questions wait, where it is another time than usually. */
  readonly answerMs?: () => number;
}

export type AssembledDesk = ReturnType<typeof assembleDesk>;

export function assembleDesk({
  primitives,
  agent,
  profile,
  spendLimits = () => spendLimitsUsually,
  quotas = () => usualQuotas,
  answerMs: lifetimeMs = () => approvalLifetimeMs,
  ...parts
}: DeskParts) {
  const { store, clock } = parts;
  const { randomBytes } = primitives;
  const presence = new Presence();
  const shelf = new ImageShelf(clock);
  const grants = new GrantKeeper({ store, clock, primitives });
  const approvals = new ApprovalKeeper({ store, clock, primitives, agent, grants, lifetimeMs });
  const questions = new QuestionKeeper({ store, clock, randomBytes, lifetimeMs });
  const ceiling = new CeilingKeeper({ store, clock, initial: profile });
  const budget = new SpendLedger({ store, clock, limits: spendLimits });
  const attempts = new AttemptKeeper(parts);
  const runs = new RunKeeper({
    ...parts,
    quotas,
    budget,
    approvals,
    grants,
    attempts,
    questions,
    ceiling,
    effects,
    randomBytes,
  });
  const devices = new DeviceKeeper({ store, clock, presence, primitives });
  const latch = parts.killLatch && { latch: parts.killLatch };
  const strays = parts.endStrays && { endStrays: parts.endStrays };
  const underSwitch = { store, clock, approvals, grants, questions, runs, presence };
  const killSwitch = new KillSwitch({ ...underSwitch, ...strays, ...latch });
  const spend = () => budget.summary();
  const setup = new SetupKeeper({ ...parts, ceiling: () => ceiling.present, spend });
  ceiling.onChange(() => setup.changed());
  budget.onSpent(() => setup.changed());
  const commands = new Commands({
    shelf,
    approvals,
    grants,
    ceiling,
    devices,
    killSwitch,
    questions,
    runs,
  });
  const push = assemblePush({ store, clock, presence, agent, ...parts.push });
  const queries = new Queries({ ...parts, devices, shelf, push });
  const kept = { presence, devices, killSwitch, runs, setup };
  const desk = new Desk({ store, clock, commands, queries, ...kept });
  return { desk, approvals, grants, questions, ceiling, budget, attempts, ...kept };
}
