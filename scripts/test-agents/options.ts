// What `npm run test:agents -- …` was asked for: names of coding agents, `--write`, and what goes to Vitest.

export interface AgentOptions {
  readonly agents: readonly string[];
  readonly write: boolean;
  readonly vitest: readonly string[];
  /** All agents and all tests, so that the result says something about each. */
  readonly whole: boolean;
}

export function readOptions(argv: readonly string[], known: readonly string[]): AgentOptions {
  const vitest = argv.filter((word) => word !== "--write");
  const named = known.filter((name) => vitest.includes(name));
  return {
    agents: named.length === 0 ? known : named,
    write: vitest.length < argv.length,
    vitest,
    whole: vitest.length === 0,
  };
}
