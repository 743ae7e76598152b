// What tells systemd or launchd to run the agent for its user. Pure: paths in, text out.

export interface ServiceProgram {
  readonly node: string;
  readonly door: string;
  /** Where coding agents and git are found; a service manager would start us with less. */
  readonly path: string;
  /** Ours that the user has set: state folder, configuration. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where `longrein logs` looks, whoever has started the agent. */
  readonly logFile: string;
}

export function systemdUnit({ node, door, path, variables, logFile }: ServiceProgram): string {
  const environment = Object.entries({ PATH: path, ...variables });
  return `[Unit]
Description=Longrein, which holds the reins of your coding agents
After=network-online.target

[Service]
ExecStart=${[node, door, "up", "--background"].map(unitWord).join(" ")}
${environment.map(([name, value]) => `Environment=${unitWord(`${name}=${value}`)}`).join("\n")}
StandardOutput=append:${unitPath(logFile)}
StandardError=inherit
Restart=on-failure
RestartSec=5
# The kill switch ends it for good: nothing is to be started again behind its user's back.
RestartPreventExitStatus=4
UMask=0077

[Install]
WantedBy=default.target
`;
}

export function launchdPlist({ node, door, path, variables, logFile }: ServiceProgram): string {
  const environment = Object.entries({ PATH: path, ...variables });
  const words = [node, door, "up", "--background"];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${serviceLabel}</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${xml(word)}</string>`).join("\n")}
  </array>
  <key>EnvironmentVariables</key>
  <dict>
${environment.map(([name, value]) => `    <key>${xml(name)}</key><string>${xml(value)}</string>`).join("\n")}
  </dict>
  <key>StandardOutPath</key><string>${xml(logFile)}</string>
  <key>StandardErrorPath</key><string>${xml(logFile)}</string>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>Crashed</key><true/></dict>
  <key>Umask</key><integer>63</integer>
</dict>
</plist>
`;
}

export const serviceLabel = "org.longrein.agent";

/** In quotes, with what systemd would replace doubled. */
function unitWord(word: string): string {
  refuseControl(word);
  const escaped = word.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%");
  return `"${escaped.replaceAll("$", "$$$$")}"`;
}

/** Taken as it stands, but for what systemd would replace. */
function unitPath(path: string): string {
  refuseControl(path);
  return path.replaceAll("%", "%%");
}

function xml(text: string): string {
  refuseControl(text);
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A line break would begin a setting of its own. */
function refuseControl(text: string): void {
  if (/\p{Cc}/u.test(text)) throw new RangeError("expected no control characters in a path");
}
