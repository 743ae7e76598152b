// What each command means, once it is clear that it may be done and has not been done before. What takes time
// is "running" at first, and ends in `goOn`.

import type { Command, OutcomeCode } from "@longrein/protocol";
import type { PromptImage } from "../runs/prompt-image.ts";
import type { Device } from "../store/device-table.ts";
import type { RequestOutcome } from "../store/request-table.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { CeilingKeeper } from "./ceiling-keeper.ts";
import { denyAndStop, mayDenyAndStop } from "./deny-and-stop.ts";
import type { DeviceKeeper } from "./device-keeper.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { ImageShelf } from "./image-shelf.ts";
import type { KillSwitch } from "./kill-switch.ts";
import type { Prompt } from "./prompt-queue.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { Who } from "./who.ts";

export interface CommandsOptions {
  readonly approvals: ApprovalKeeper;
  readonly ceiling: CeilingKeeper;
  readonly devices: DeviceKeeper;
  readonly grants: GrantKeeper;
  readonly killSwitch: KillSwitch;
  readonly questions: QuestionKeeper;
  readonly runs: RunKeeper;
  readonly shelf: ImageShelf;
}

export class Commands {
  readonly #options: CommandsOptions;
  /** Images of prompts that are being given. */
  readonly #carried = new WeakMap<Command, readonly PromptImage[]>();

  constructor(options: CommandsOptions) {
    this.#options = options;
  }

  /** Within the transaction that accepts it. */
  begin(device: Device, command: Command): RequestOutcome {
    const { approvals, ceiling, devices, grants, questions, runs } = this.#options;
    switch (command.t) {
      case "run.open":
      case "run.prompt":
        return this.#beginWork(device, command);
      case "prompt.change":
        return outcomeOf(runs.changePrompt(command.run, command));
      case "prompt.withdraw":
        return outcomeOf(runs.withdrawPrompt(device, command.run, command.prompt));
      case "run.stop":
      case "run.set":
      case "kill":
        return { state: "running" };
      case "approvals.deny": {
        const may = mayDenyAndStop(approvals, device, command.run);
        return may ? { state: "running" } : failed("ALREADY_RESOLVED");
      }
      case "question.answer":
        return codeOf(questions.answer(device, command.question, command.answer));
      case "approval.answer":
        return codeOf(approvals.answer(device, command));
      case "grant.withdraw":
        return codeOf(grants.withdraw(device, command.run, command.approval));
      case "policy.lower":
        return codeOf(ceiling.set(device, command.profile));
      case "device.rename":
        return codeOf(devices.rename(device, command.device, command.name));
      case "device.role":
        return codeOf(devices.setRole(device, command.device, command.role, command.approver));
      case "device.revoke":
        return codeOf(devices.revoke(device, command.device));
    }
  }

  async goOn(device: Uint8Array, command: Command): Promise<RequestOutcome> {
    const { runs, killSwitch } = this.#options;
    switch (command.t) {
      case "run.prompt": {
        const images = this.#carried.get(command) ?? [];
        const prompt = { text: command.text, command: command.id, device, images };
        const { run, when } = command;
        const isSteering = when === "steer";
        return outcomeOf(await (isSteering ? runs.steer(run, prompt) : runs.queue(run, prompt)));
      }
      case "run.set":
        return outcomeOf(await runs.set(command.run, command));
      case "run.stop": {
        // Done when the run has really ended, not when it was asked to.
        const result = await runs.stop(command.run);
        return result === "unconfirmed" ? unconfirmed : outcomeOf(result);
      }
      case "approvals.deny":
        return this.#deny({ id: device }, command.run);
      case "kill":
        return (await killSwitch.pull({ id: device }, "a phone")) ? { state: "done" } : unconfirmed;
      default:
        return failed("UNSUPPORTED");
    }
  }

  #beginWork(
    device: Device,
    command: Extract<Command, { t: "run.open" | "run.prompt" }>,
  ): RequestOutcome {
    const { runs, shelf } = this.#options;
    const named = command.images ?? [];
    const images = shelf.find(device.id, named);
    if (images === undefined) return failed("NOT_FOUND");
    const from = { command: command.id, device: device.id, images };
    if (command.t === "run.open") {
      const opened = runs.open({ ...command, prompt: { text: command.prompt, ...from } });
      if (typeof opened === "string") return failed(opened);
      shelf.forget(device.id, named);
      return { state: "done", ...opened };
    }
    const outcome = this.#prompt(command, { text: command.text, ...from });
    if (outcome.state !== "failed") shelf.forget(device.id, named);
    if (outcome.state === "running") this.#carried.set(command, images);
    return outcome;
  }

  #prompt(command: Extract<Command, { t: "run.prompt" }>, prompt: Prompt): RequestOutcome {
    const result = this.#options.runs.prompt(command.run, prompt, command.goOn);
    if (result !== "under-way") return outcomeOf(result);
    const goesIntoTurn = command.when === "steer";
    if (goesIntoTurn && prompt.images?.length !== 0) return failed("UNSUPPORTED");
    return command.when === undefined ? failed("BUSY") : { state: "running" };
  }

  async #deny(who: Who, run: Uint8Array | undefined): Promise<RequestOutcome> {
    const { approvals, runs } = this.#options;
    const { end } = await denyAndStop(approvals, runs, who, run);
    return end === "unconfirmed" ? unconfirmed : outcomeOf(end);
  }
}

const unconfirmed: RequestOutcome = { state: "indeterminate" };

function outcomeOf(result: "done" | OutcomeCode): RequestOutcome {
  return result === "done" ? { state: "done" } : failed(result);
}

function codeOf(refusal: OutcomeCode | undefined): RequestOutcome {
  return refusal === undefined ? { state: "done" } : failed(refusal);
}

function failed(code: OutcomeCode): RequestOutcome {
  return { state: "failed", code };
}
