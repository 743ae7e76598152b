// What `npm test -- …` was asked for: everything, the scenarios alone, or what Vitest's own filters say.

export interface TestOptions {
  readonly vitest: readonly string[];
  /** Whether scenarios may be among the tests, which need a browser and the built app. */
  readonly scenarios: boolean;
}

export function readOptions(argv: readonly string[]): TestOptions {
  const rest = argv.filter((word) => word !== "--scenarios");
  if (rest.length < argv.length) {
    return { vitest: ["--project", "scenarios", ...rest], scenarios: true };
  }
  const filtered = rest.length > 0;
  return { vitest: rest, scenarios: !filtered || rest.some((word) => word.includes("scenarios")) };
}
