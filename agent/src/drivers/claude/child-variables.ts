// Which variables of our environment Claude Code is started with: named ones only. Those that may hold a key
// are handed on by name, as the user's own shell would; nothing here looks at what they hold.

const ofTheSystem = words(`
  PATH HOME USER LOGNAME SHELL TERM TMPDIR TZ LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES
  XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
  HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy
  NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR
  DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK`);
const ofClaude = words(`
  CLAUDE_CONFIG_DIR CLAUDE_CODE_OAUTH_TOKEN CLAUDE_CODE_MAX_RETRIES
  CLAUDE_CODE_USE_BEDROCK CLAUDE_CODE_USE_VERTEX CLAUDE_CODE_USE_FOUNDRY
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC DISABLE_TELEMETRY DISABLE_ERROR_REPORTING
  ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_BASE_URL ANTHROPIC_MODEL
  ANTHROPIC_DEFAULT_HAIKU_MODEL ANTHROPIC_DEFAULT_SONNET_MODEL ANTHROPIC_DEFAULT_OPUS_MODEL`);
const ofBedrock = words(`
  AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE AWS_BEARER_TOKEN_BEDROCK ANTHROPIC_BEDROCK_BASE_URL
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN`);
const ofVertex = words(`
  CLOUD_ML_REGION ANTHROPIC_VERTEX_PROJECT_ID ANTHROPIC_VERTEX_BASE_URL
  GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT`);
const ofFoundry = words("ANTHROPIC_FOUNDRY_API_KEY ANTHROPIC_FOUNDRY_RESOURCE");

/** What a run needs that the desktop's does not: it ends with its turn, and stays the version it is. */
const always = {
  DISABLE_AUTOUPDATER: "1",
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: "1",
  CLAUDE_CODE_DISABLE_CRON: "1",
};

export type Variables = Readonly<Record<string, string | undefined>>;

/** `shell` is the one that commands run in. */
export function childVariables(from: Variables, shell: string): Record<string, string> {
  const names = [
    ...ofTheSystem,
    ...ofClaude,
    ...(from["CLAUDE_CODE_USE_BEDROCK"] === undefined ? [] : ofBedrock),
    ...(from["CLAUDE_CODE_USE_VERTEX"] === undefined ? [] : ofVertex),
    ...(from["CLAUDE_CODE_USE_FOUNDRY"] === undefined ? [] : ofFoundry),
  ];
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = from[name];
    if (value !== undefined) kept[name] = value;
  }
  return { ...kept, ...always, SHELL: shell, CLAUDE_CODE_SHELL: shell };
}

/** Claude Code runs commands in bash or zsh and in nothing else. */
export function shellOf({ SHELL: shell }: Variables): string {
  return shell !== undefined && /\/(ba|z)sh$/.test(shell) ? shell : "/bin/bash";
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
