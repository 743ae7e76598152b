// Switches of Codex that hold for all that we drive, whoever started the server.

export const features = {
  /** A terminal, once approved, would be typed into without asking again. */
  "features.unified_exec_tty": false,
  /** Lets the model ask questions in every mode. */
  "features.default_mode_request_user_input": true,
} as const;
