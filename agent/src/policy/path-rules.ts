// Files whose change means more than it looks like: a row here is a row in the table test. Without regard
// to case, as some file systems are. No pattern looks beyond one slash, so that each takes time in
// proportion to the path: a coding agent may write any path.

import type { Remark } from "./remark.ts";

/** What the gates tell apart, and what a command should not read unremarked. */
export type PathTopic = "dependencies" | "migrations" | "ci" | "agents" | "secrets";

interface PathRule extends Remark {
  readonly pattern: RegExp;
  readonly topic?: PathTopic;
}

const named = (names: string): RegExp => new RegExp(`(^|/)(${names})$`, "i");
const under = (folders: string): RegExp => new RegExp(`(^|/)(${folders})/`, "i");

const high = (reason: string, ...patterns: readonly RegExp[]): PathRule[] =>
  patterns.map((pattern) => ({ pattern, level: "high", reason }));
const medium = (reason: string, ...patterns: readonly RegExp[]): PathRule[] =>
  patterns.map((pattern) => ({ pattern, level: "medium", reason }));

const about = (topic: PathTopic, rules: readonly PathRule[]): PathRule[] =>
  rules.map((rule) => ({ ...rule, topic }));

const pathRules: readonly PathRule[] = [
  // The second is the name that it has besides on some file systems.
  ...high("touches git's own folder", /(^|\/)(\.git|git~\d)(\/|$)/i),
  // On some file systems they count for nothing, and the name is that of another file.
  ...high(
    "names a file with characters that nobody sees",
    /[\p{C}\p{Default_Ignorable_Code_Point}]/u,
  ),
  ...high(
    "changes what git runs or fetches",
    under("\\.husky|\\.githooks"),
    named("\\.git(modules|attributes)|\\.?lefthook(-local)?\\.ya?ml|\\.pre-commit-config\\.ya?ml"),
  ),
  ...about(
    "agents",
    high(
      "changes how coding agents behave",
      under(
        "\\.(claude|codex|opencode|gemini|cursor|windsurf|agents|qwen|clinerules|roo|kiro|amazonq)",
      ),
      named(
        "(CLAUDE|AGENTS?|GEMINI|QWEN)(\\.(local|override))?\\.md|\\.(cursor|cline|windsurf|roo)rules[^/]*|copilot-instructions\\.md|opencode\\.jsonc?",
      ),
    ),
  ),
  ...about("agents", high("changes which tools agents may start", named("\\.?mcp\\.json"))),
  ...about(
    "ci",
    high(
      "changes what CI runs",
      under("\\.(github|gitlab|circleci|buildkite|forgejo|gitea|woodpecker)"),
      named(
        "\\.(gitlab-ci|woodpecker|drone|cirrus|appveyor)\\.ya?ml|\\.travis\\.ya?ml|Jenkinsfile|(azure|bitbucket)-pipelines\\.ya?ml",
      ),
    ),
  ),
  ...high(
    "changes what runs when a folder is opened",
    under("\\.vscode|\\.idea|\\.devcontainer"),
    under("\\.?mise"),
    named("\\.envrc|\\.?mise(\\.[^/]*)?\\.toml|\\.?devcontainer\\.json"),
  ),
  ...about(
    "secrets",
    high(
      "touches secrets",
      /(^|\/)[^/]*\.env(\.|$)/i,
      under("\\.(ssh|aws|gnupg|kube)"),
      named(
        "\\.(npmrc|pypirc|netrc|git-credentials)|id_(rsa|ed25519|ecdsa)|[^/]*\\.(pem|p12|pfx|key|keystore|jks)",
      ),
    ),
  ),
  ...about(
    "dependencies",
    medium(
      "changes dependencies",
      named(
        "package(-lock)?\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-(lock|workspace)\\.yaml|bun\\.lockb?",
      ),
      named("Cargo\\.(toml|lock)|go\\.(mod|sum|work)|Gemfile(\\.lock)?|composer\\.(json|lock)"),
      named(
        "requirements[^/]*\\.txt|requirements/[^/]*\\.(txt|in)|pyproject\\.toml|(poetry|uv|Pipfile)\\.lock|Pipfile|setup\\.py",
      ),
      named("pom\\.xml|build\\.gradle(\\.kts)?|Dockerfile"),
    ),
  ),
  ...medium(
    "changes what builds and tests run",
    named(
      "(GNU)?Makefile|[^/]*\\.mk|CMakeLists\\.txt|Justfile|Rakefile|Taskfile\\.ya?ml|build\\.rs",
    ),
    named(
      "(docker-)?compose(\\.[^/]*)?\\.ya?ml|(tox|pytest)\\.ini|(noxfile|conftest|(site|user)customize)\\.py",
    ),
    named(
      "[^/]*\\.config\\.[cm]?[jt]s|(gulp|grunt)file\\.[cm]?[jt]s|\\.(?!(env|npm|pypi)rc$)[^/]*rc(\\.[^/]*)?",
    ),
    named("gradlew(\\.bat)?|mvnw(\\.cmd)?|\\.?pnpmfile\\.[cm]?js|bunfig\\.toml"),
    under("\\.cargo|gradle/wrapper|\\.mvn|node_modules|\\.?venv|site-packages"),
  ),
  ...about("migrations", medium("changes a database migration", under("migrations?"))),
];

export function remarksOnPaths(paths: readonly string[]): readonly Remark[] {
  return pathRules.filter(({ pattern }) => paths.some((path) => pattern.test(path)));
}

export function topicsOfPaths(paths: readonly string[]): ReadonlySet<PathTopic | undefined> {
  const touched = pathRules.filter(({ pattern }) => paths.some((path) => pattern.test(path)));
  return new Set(touched.map(({ topic }) => topic));
}
