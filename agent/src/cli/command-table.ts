// Every command: its words, what follows them, an example, and where its code lies. Parsing, help, completion
// and docs/commands.md come from this table and from nothing else.

import type { Command } from "./command.ts";
import { agentCommands } from "./chapters/agent-commands.ts";
import { approvalCommands } from "./chapters/approval-commands.ts";
import { desktopCommands } from "./chapters/desktop-commands.ts";
import { otherCommands } from "./chapters/other-commands.ts";
import { phoneCommands } from "./chapters/phone-commands.ts";
import { recordCommands } from "./chapters/record-commands.ts";
import { runCommands } from "./chapters/run-commands.ts";
import { upkeepCommands } from "./chapters/upkeep-commands.ts";
import { relayCommands } from "./chapters/relay-commands.ts";

const chapters: Readonly<Record<string, readonly Command[]>> = {
  "the agent": agentCommands,
  phones: phoneCommands,
  "folders and runs": runCommands,
  "approvals and questions": approvalCommands,
  "coding agents at the desktop": desktopCommands,
  "a relay of your own": relayCommands,
  records: recordCommands,
  "settings and upkeep": upkeepCommands,
  more: otherCommands,
};

export const commandTable: readonly Command[] = Object.entries(chapters).flatMap(
  ([chapter, commands]) => commands.map((command) => ({ ...command, chapter })),
);
