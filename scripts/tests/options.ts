// What `npm test -- …` was asked for: everything but the further browsers and what `npm run test:package` runs, the
// scenarios alone, the browsers alone, or what Vitest's own filters say.

export interface TestOptions {
  readonly vitest: readonly string[];
  /** Whether scenarios may be among the tests, which need a browser and the built app. */
  readonly scenarios: boolean;
  /** Whether further browsers are needed. */
  readonly browsers: boolean;
}

export function readOptions(argv: readonly string[]): TestOptions {
  const rest = argv.filter((word) => word !== "--scenarios" && word !== "--browsers");
  if (argv.includes("--browsers")) {
    return { vitest: ["--project", "browsers", ...rest], scenarios: true, browsers: true };
  }
  if (argv.includes("--scenarios")) {
    return { vitest: ["--project", "scenarios", ...rest], scenarios: true, browsers: false };
  }
  const filtered = rest.length > 0;
  const browsers = rest.some((word) => word.includes("scenarios/engines"));
  const deployments = rest.some((word) => word.includes(".wrangler"));
  return {
    vitest: [
      ...(browsers ? [] : ["--project", "!browsers"]),
      ...(deployments ? [] : ["--project", "!deployments"]),
      ...rest,
    ],
    scenarios: !filtered || rest.some((word) => word.includes("scenarios")),
    browsers,
  };
}
