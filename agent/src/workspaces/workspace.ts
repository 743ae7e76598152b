// A folder in which coding agents may work, by the name that phones know it by.

export interface Workspace {
  readonly name: string;
  /** Its real path. */
  readonly folder: string;
  /** A git repository: runs can have worktrees of their own. */
  readonly git: boolean;
  /** Commands that tell whether work there holds, as set at the machine. */
  readonly validate?: readonly string[];
}
