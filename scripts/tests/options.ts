// What `npm test -- …` was asked for: everything but the further browsers, the crashes at every point and what
// `npm run test:package` runs; one of these parts alone; or what Vitest's own filters say.

export interface TestOptions {
  readonly vitest: readonly string[];
  /** Whether scenarios may be among the tests, which need a browser and the built app. */
  readonly scenarios: boolean;
  /** Whether further browsers are needed. */
  readonly browsers: boolean;
}

const parts = ["--scenarios", "--browsers", "--crashes"];

export function readOptions(argv: readonly string[]): TestOptions {
  const rest = argv.filter((word) => !parts.includes(word));
  if (argv.includes("--browsers")) {
    return { vitest: ["--project", "browsers", ...rest], scenarios: true, browsers: true };
  }
  if (argv.includes("--scenarios")) {
    return { vitest: ["--project", "scenarios", ...rest], scenarios: true, browsers: false };
  }
  if (argv.includes("--crashes")) {
    return { vitest: ["--project", "crashes", ...rest], scenarios: false, browsers: false };
  }
  const filtered = rest.length > 0;
  const crashes = rest.some((word) => word.includes("daemon-crash"));
  const browsers = rest.some((word) => word.includes("scenarios/engines"));
  const deployments = rest.some((word) => word.includes(".wrangler"));
  return {
    vitest: [
      ...(browsers ? [] : ["--project", "!browsers"]),
      ...(deployments ? [] : ["--project", "!deployments"]),
      ...(crashes ? [] : ["--project", "!crashes"]),
      ...rest,
    ],
    scenarios: !filtered || rest.some((word) => word.includes("scenarios")),
    browsers,
  };
}
