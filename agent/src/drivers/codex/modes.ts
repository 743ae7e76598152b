// What Codex may do unasked. In every mode a command that is approved runs outside its sandbox, and only those.

export interface Mode {
  readonly name: string;
  readonly title: string;
  readonly approvalPolicy: "untrusted" | "on-request";
  readonly sandbox: "read-only" | "workspace-write";
}

export const defaultMode: Mode = {
  name: "ask",
  title: "Ask for every command and edit",
  approvalPolicy: "untrusted",
  sandbox: "workspace-write",
};

export const modes: readonly Mode[] = [
  defaultMode,
  {
    name: "read-only",
    title: "Read in the sandbox, ask for the rest",
    approvalPolicy: "on-request",
    sandbox: "read-only",
  },
  {
    name: "sandbox",
    title: "Work in the sandbox, ask to leave it",
    approvalPolicy: "on-request",
    sandbox: "workspace-write",
  },
];

/** As a turn wants to have it said. */
export function sandboxPolicyOf({ sandbox }: Mode): object {
  if (sandbox === "read-only") return { type: "readOnly", networkAccess: false };
  return {
    type: "workspaceWrite",
    writableRoots: [],
    networkAccess: false,
    excludeTmpdirEnvVar: false,
    excludeSlashTmp: false,
  };
}
