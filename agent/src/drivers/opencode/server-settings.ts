// What OpenCode is told when we start it. It asks before every tool, whatever the settings of the user and of
// the project allow; it changes no file beyond what was shown; and it publishes and updates nothing.

import { join } from "node:path";

export interface Launching {
  /** What may be passed on of ours. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it works. */
  readonly folder: string;
  /** What it uses as a shell. */
  readonly shell: string;
  readonly password: string;
  /** Use what the folder brings along for OpenCode. */
  readonly isTrusted: boolean;
}

/** Permissions that OpenCode knows. Named one by one: beside a general rule of theirs "*" comes first. */
const permissions = words(`
  * bash doom_loop edit external_directory glob grep list lsp read skill task todowrite webfetch websearch`);

/** What the server is told in its environment and its commands must not find there. */
export const hidden = ["OPENCODE_SERVER_PASSWORD", "OPENCODE_CONFIG_CONTENT"] as const;

/** Handed on by name; nothing here looks at what they hold. */
const passedOn = new Set(
  words(`
  PATH HOME USER LOGNAME SHELL TERM TMPDIR TZ LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES
  XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
  HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy
  NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR SSH_AUTH_SOCK BASH_ENV
  OPENCODE_CONFIG OPENCODE_CONFIG_DIR OPENCODE_DISABLE_AUTOCOMPACT OPENCODE_DISABLE_DEFAULT_PLUGINS
  OPENCODE_DISABLE_LSP_DOWNLOAD OPENCODE_DISABLE_MODELS_FETCH OPENCODE_MODELS_PATH OPENCODE_MODELS_URL`),
);
/** The keys of those who have not logged in by OpenCode; its commands would find them anyway. */
const keys = /^[A-Z][A-Z0-9_]*_API_KEY$/;

/** Read last of all settings files, and merged over them. */
function settingsText({ shell, folder, isTrusted }: Omit<Launching, "password">): string {
  return JSON.stringify({
    autoupdate: false,
    share: "disabled",
    // A formatter would change an edit after it was approved.
    formatter: false,
    shell,
    permission: Object.fromEntries(permissions.map((name) => [name, "ask"])),
    // Words for the model run nothing.
    ...(!isTrusted && { instructions: [join(folder, "AGENTS.md")] }),
  });
}

export function serverEnvironment(launching: Launching): Record<string, string> {
  const { environment, password, isTrusted } = launching;
  return {
    ...cliEnvironment(environment),
    OPENCODE_CONFIG_CONTENT: settingsText(launching),
    OPENCODE_SERVER_PASSWORD: password,
    ...(!isTrusted && { OPENCODE_DISABLE_PROJECT_CONFIG: "1" }),
  };
}

/** For whatever is asked of the program. */
export function cliEnvironment(
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    ([name]) => passedOn.has(name) || keys.test(name),
  );
  return { ...Object.fromEntries(kept), OPENCODE_DISABLE_AUTOUPDATE: "1" };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
