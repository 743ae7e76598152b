// The configuration of workerd for a relay on this machine, in Cap'n Proto's text form. Pure: paths and
// settings in, text out.

export interface EmbeddedRelayConfig {
  /** Address and port; port 0 lets the system choose. */
  readonly listen: string;
  readonly objectsFolder: string;
  /** The app's static files, undefined for a relay that serves no app. */
  readonly appFolder: string | undefined;
  /** Variables of the Worker, as relay/src/environment.ts reads them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The newest date this workerd knows; the same as wrangler.toml's, so both run the same way. */
const compatibilityDate = "2026-10-23";

export function embeddedRelayConfig(config: EmbeddedRelayConfig): string {
  const { listen, objectsFolder, appFolder, variables } = config;
  const app =
    appFolder === undefined ? [] : [`(name = "app", disk = (path = ${quoted(appFolder)}))`];
  const services = [
    `(name = "relay", worker = .relay)`,
    `(name = "objects", disk = (path = ${quoted(objectsFolder)}, writable = true))`,
    // The relay calls nobody: a network on which no address is allowed.
    `(name = "nowhere", network = (allow = []))`,
    ...app,
  ];
  const bindings = [
    `(name = "SWITCHBOARD", durableObjectNamespace = "Switchboard")`,
    `(name = "REGISTRY", durableObjectNamespace = "PairingRegistry")`,
    ...(appFolder === undefined ? [] : [`(name = "ASSETS", service = "app")`]),
    ...Object.entries(variables).map(
      ([name, value]) => `(name = ${quoted(name)}, text = ${quoted(value)})`,
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [${joined(services)}],
  sockets = [(name = "http", address = ${quoted(listen)}, http = (), service = "relay")],
);

const relay :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${compatibilityDate}",
  compatibilityFlags = ["no_web_socket_compression"],
  globalOutbound = "nowhere",
  bindings = [${joined(bindings)}],
  durableObjectNamespaces = [
    (className = "Switchboard", uniqueKey = "longrein-switchboard", enableSql = true),
    (className = "PairingRegistry", uniqueKey = "longrein-registry", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
);
`;
}

function joined(entries: readonly string[]): string {
  return `\n    ${entries.join(",\n    ")},\n  `;
}

/** Cap'n Proto reads C's escapes; a control character in a path is nobody's honest wish. */
function quoted(text: string): string {
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new RangeError("expected no control characters");
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
