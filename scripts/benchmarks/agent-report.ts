// `npm run bench -- agent`: the numbers, what was expected of them, and the tables for people.

import { type DaemonCost, daemonCost, daemonTables } from "./agent-daemon.ts";
import { type StoreCost, storeCost, storeTables } from "./agent-store.ts";

export interface AgentReport {
  readonly store: StoreCost;
  readonly daemon: DaemonCost;
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

export async function agentReport(isQuick: boolean): Promise<AgentReport> {
  const daemon = await daemonCost(isQuick);
  const store = await storeCost();
  return { store, daemon, expectations: [...store.expectations, ...daemon.expectations] };
}

export function agentTables({ store, daemon, expectations }: AgentReport): string {
  const verdicts = expectations.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`);
  return [...storeTables(store), ...daemonTables(daemon), ...verdicts].join("\n");
}
