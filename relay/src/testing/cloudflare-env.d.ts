// Tells `import { env } from "cloudflare:test"` which bindings wrangler.toml makes.

declare namespace Cloudflare {
  type RelayEnvironment = import("../environment.ts").Environment;
  interface Env extends RelayEnvironment {}
}
