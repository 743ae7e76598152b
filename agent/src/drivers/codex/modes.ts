// What Codex may do unasked. In every mode a command that is approved runs outside its sandbox, and only those.

import { features } from "./features.ts";

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

/**
 * As a thread wants to have it said. Of a thread that may write Codex concludes that its folder is trusted, writes
 * that down for good, and starts what the folder names; each turn says its own sandbox.
 */
export function threadSettingsOf({ approvalPolicy }: Mode): object {
  return { approvalPolicy, sandbox: "read-only", config: features };
}

/** As a turn wants to have it said. */
export function turnSettingsOf({ approvalPolicy, sandbox }: Mode): object {
  return { approvalPolicy, sandboxPolicy: sandboxPolicies[sandbox] };
}

const sandboxPolicies = {
  "read-only": { type: "readOnly", networkAccess: false },
  "workspace-write": {
    type: "workspaceWrite",
    writableRoots: [],
    networkAccess: false,
    excludeTmpdirEnvVar: false,
    excludeSlashTmp: false,
  },
} as const satisfies Readonly<Record<Mode["sandbox"], object>>;
