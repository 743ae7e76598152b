// What Codex may do unasked: nothing. It has modes in which commands run in its sandbox without a question; they are
// not offered, since whoever chose one would say yes to all of them at once, and without a signature. A command that
// is approved runs outside the sandbox.

import { features } from "./features.ts";

export interface Mode {
  readonly name: string;
  readonly title: string;
}

export const defaultMode: Mode = { name: "ask", title: "Ask for every command and edit" };

export const modes: readonly Mode[] = [defaultMode];

const approvalPolicy = "untrusted";

/**
 * As a thread wants to have it said. Of a thread that may write Codex concludes that its folder is trusted, writes
 * that down for good, and starts what the folder names; each turn says its own sandbox.
 */
export const threadSettings = { approvalPolicy, sandbox: "read-only", config: features } as const;

/** As a turn wants to have it said. */
export const turnSettings = {
  approvalPolicy,
  sandboxPolicy: {
    type: "workspaceWrite",
    writableRoots: [],
    networkAccess: false,
    excludeTmpdirEnvVar: false,
    excludeSlashTmp: false,
  },
} as const;
