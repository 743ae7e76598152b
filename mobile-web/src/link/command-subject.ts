// What a command is about: it says so itself, so that nothing else needs to be kept with it.

import { type Command, decodePhoneMessage } from "@longrein/protocol";
import type { CommandSubject, RunSettings } from "../state/phone-port.ts";

/** As it was written into the outbox. */
export function readCommand(bytes: Uint8Array): Command | undefined {
  const message = decodePhoneMessage(bytes);
  return message !== undefined && "exp" in message ? message : undefined;
}

/** Undefined for commands whose progress is shown nowhere. `run` is what the agent has made of it. */
export function subjectOf(
  command: Command,
  run: Uint8Array | undefined,
): CommandSubject | undefined {
  switch (command.t) {
    case "approval.answer":
      return { kind: "approval", id: command.approval, decision: command.decision };
    case "question.answer":
      return { kind: "question", id: command.question, declined: command.answer.declined };
    case "run.open": {
      const { id, prompt, session } = command;
      const subject = { kind: "run" as const, id, prompt, inSession: session !== undefined };
      return run === undefined ? subject : { ...subject, run };
    }
    case "run.prompt": {
      const { id, text, when } = command;
      const subject = { kind: "prompt" as const, id, run: command.run, text };
      return when === undefined ? subject : { ...subject, when };
    }
    case "prompt.change":
      return { kind: "waiting-prompt", id: command.prompt, run: command.run, text: command.text };
    case "prompt.withdraw":
      return { kind: "waiting-prompt", id: command.prompt, run: command.run };
    case "run.stop":
      return { kind: "stop", id: command.run };
    case "approvals.deny":
      if (command.run === undefined) return { kind: "machine", id: command.id, does: "deny" };
      return { kind: "deny-all", id: command.run };
    case "kill":
      return { kind: "machine", id: command.id, does: "kill" };
    case "policy.lower":
      return { kind: "machine", id: command.id, does: "lower" };
    case "run.set":
      return { kind: "settings", id: command.run, to: settingsOf(command) };
    case "device.rename":
    case "device.revoke":
      return { kind: "device", id: command.device };
    case "device.role":
      return { kind: "device", id: command.device, role: command.role };
    default:
      return undefined;
  }
}

function settingsOf({ model, mode, profile }: Extract<Command, { t: "run.set" }>): RunSettings {
  return { ...(model && { model }), ...(mode && { mode }), ...(profile && { profile }) };
}
