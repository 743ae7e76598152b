// Switches of Codex that hold for all that we drive, whoever started the server.

export const features = {
  /** A terminal, once approved, would be typed into without asking again. */
  "features.unified_exec_tty": false,
  /** Codex would say one argv and run another, with functions and aliases that it has noted before. */
  "features.shell_snapshot": false,
  "features.shell_snapshot_v2": false,
  /** Otherwise approvals of tools come as questions. A folder's own settings could say so. */
  "features.tool_call_mcp_elicitation": true,
  /** Lets the model ask questions in every mode. */
  "features.default_mode_request_user_input": true,
} as const;
