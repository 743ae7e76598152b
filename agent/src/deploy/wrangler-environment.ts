// What wrangler may know of our environment: how to reach Cloudflare and npm, and who the user is there. Pure.

type Variables = Readonly<Record<string, string | undefined>>;

/** Its login lies below HOME or here; the network may only be reached by way of a proxy. */
const passedOn = [
  "XDG_CONFIG_HOME",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "npm_config_registry",
];

/** Beyond what every child gets. `outcome` is the file in which it tells programs what came of it. */
export function wranglerEnvironment(
  ours: Variables,
  account: string | undefined,
  { cache, outcome }: { readonly cache: string; readonly outcome: string },
): Variables {
  const names = Object.keys(ours).filter(
    (name) => name.startsWith("CLOUDFLARE_") || passedOn.includes(name),
  );
  return {
    ...Object.fromEntries(names.map((name) => [name, ours[name]])),
    ...(account === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: account }),
    // It would choose a part of the configuration that there is not.
    CLOUDFLARE_ENV: undefined,
    WRANGLER_OUTPUT_FILE_PATH: outcome,
    WRANGLER_CACHE_DIR: cache,
    // Nothing is told to anybody else, and nothing is written outside of its folder.
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_WRITE_LOGS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
    NO_COLOR: "1",
    // By itself npm tries for more than a minute before it says that there is no network.
    npm_config_fetch_retries: "1",
    npm_config_fetch_retry_mintimeout: "1000",
  };
}
