// `npm run bench -- agent`: the numbers, what was expected of them, and the tables for people.

import { type StoreCost, storeCost, storeTables } from "./agent-store.ts";

export interface AgentReport {
  readonly store: StoreCost;
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

export async function agentReport(): Promise<AgentReport> {
  const store = await storeCost();
  return { store, expectations: store.expectations };
}

export function agentTables({ store, expectations }: AgentReport): string {
  const verdicts = expectations.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`);
  return [...storeTables(store), ...verdicts].join("\n");
}
