// What a run is told of how it goes with Codex, beside what Codex says itself.

export const liveText =
  "This session is open at the desktop and keeps the settings it has there: what Codex does in its sandbox is not asked about, and a command may see more of the shell than is shown.";
export const rejoinedText =
  "The connection to Codex broke off and was made again; the turn goes on.";
export const overlongText = "Codex said something longer than can be read here; that is missing.";
