// Which folders may be shared, as a table; and that links hide none of them.

import { describe, expect, it } from "vitest";
import { requireShareable } from "./workspace-rules.ts";

const around = {
  home: "/home/ada",
  stateFolder: "/home/ada/.local/state/longrein",
  configFile: "/home/ada/longrein.json",
  real: (path: string) => path,
  mayBeSystem: false,
};
const said = { ...around, mayBeSystem: true };

const never: readonly (readonly [string, string])[] = [
  ["/", "is everything there is"],
  ["/proc", "belongs to the system"],
  ["/sys/kernel", "belongs to the system"],
  ["/dev/shm", "belongs to the system"],
  ["/home", "holds your home folder"],
  ["/home/ada", "holds your home folder"],
  ["/home/ada/.local/state/longrein", "holds longrein's own files"],
  ["/home/ada/.local/state/longrein/relay", "is part of longrein's own folder"],
  ["/home/ada/.local/state", "holds longrein's own files"],
  ["/home/ada/.local", "holds longrein's own files"],
  ["/home/ada/.local/share", "holds ~/.local/share/"],
  ["/home/ada/.config", "holds ~/.config/"],
  ["/home/ada/Library", "holds ~/Library/Keychains"],
  ...[".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".config/gcloud", ".config/gh"].map(
    (name) => [`/home/ada/${name}`, `is part of ~/${name}, where keys are kept`] as const,
  ),
  ["/home/ada/.ssh/keys", "is part of ~/.ssh"],
  ["/home/ada/.claude/projects", "is part of ~/.claude"],
];

const systems = [
  "/etc",
  "/etc/nginx",
  "/usr",
  "/usr/local/src/slugs",
  "/bin",
  "/boot",
  "/root",
  "/run/user/1000",
  "/var",
  "/var/lib/postgresql",
  "/var/log",
  "/Library/Fonts",
  "/System",
];

describe("a workspace", () => {
  it.each(never)("can never be %s, which %s", (folder, why) => {
    expect(() => requireShareable(folder, around)).toThrow(`${folder} ${why}`);
    expect(() => requireShareable(folder, said)).toThrow(`${folder} ${why}`);
  });

  it.each(systems)("can be %s only if that is said", (folder) => {
    const refused = expect.objectContaining({
      message: expect.stringContaining(`${folder} belongs to the system`),
      hint: expect.stringContaining("--allow-system-folder"),
    });
    expect(() => requireShareable(folder, around)).toThrow(refused);
    expect(() => requireShareable(folder, said)).not.toThrow();
  });

  it.each([
    "/home/ada/slugs",
    "/home/ada/.config/nvim",
    "/home/ada/.sshd-config",
    "/home/ada-and-mara",
    "/srv/work",
    "/var/www/slugs",
    "/opt/slugs",
    "/tmp/slugs",
  ])("can be %s", (folder) => {
    expect(() => requireShareable(folder, around)).not.toThrow();
  });

  it("can lie in the home of a service, wherever that is", () => {
    const service = { ...around, home: "/var/lib/longrein" };
    expect(() => requireShareable("/var/lib/longrein/slugs", service)).not.toThrow();
    expect(() => requireShareable("/var/lib/other", service)).toThrow("belongs to the system");
  });

  it("is judged by where things really lie", () => {
    const moved = new Map([
      ["/home/ada/.ssh", "/data/safe"],
      ["/etc", "/private/etc"],
    ]);
    const linked = { ...around, real: (path: string) => moved.get(path) ?? path };
    expect(() => requireShareable("/data/safe/keys", linked)).toThrow("is part of ~/.ssh");
    expect(() => requireShareable("/data", linked)).toThrow("holds ~/.ssh");
    expect(() => requireShareable("/private/etc/hosts.d", linked)).toThrow("by /etc");
  });
});
