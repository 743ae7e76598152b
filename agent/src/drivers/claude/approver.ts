// Every call of a tool passes here twice: a hook tells where it would run and is answered that somebody must
// be asked, which holds whatever rules and modes say; then Claude Code asks, and hears yes or no to this one
// call. Yes comes with the input as it was signed, which is what then runs.

import type { QuestionAnswer } from "@longrein/protocol";
import type { DriverRun, Permission } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import type { Call, Calls } from "./calls.ts";
import type { ControlChannel } from "./control-channel.ts";
import { frozenInput, isAsApproved } from "./frozen-input.ts";
import { looksInside } from "./looking.ts";
import type { PlanFile } from "./plan-file.ts";
import { planTool, tookPlan } from "./plans.ts";
import { type Place, bashTool, proposalOf } from "./proposal.ts";
import { answeredInput, partsOf, questionTool } from "./questions.ts";
import { kindOf } from "./tool-kind.ts";
import { sameJson } from "./same-json.ts";
import { ShellLane } from "./shell-lane.ts";

/** Tools that only keep Claude Code's own notes of the work: they reach neither files nor the network. */
const ownNotes: readonly string[] = [
  "TodoWrite",
  "TaskCreate",
  "TaskUpdate",
  "TaskGet",
  "TaskList",
  "ToolSearch",
  "ListAgents",
];

const denials = {
  denied:
    "The user denied this. Do not try to reach the same in another way; say what it is needed for, or go on without it.",
  expired: "Nobody answered in time, so this was not done.",
  withdrawn: "The question was withdrawn, so this was not done.",
} as const;

const keepPlanning =
  "The user does not approve this plan. Stay in plan mode: ask what should be different, or make the plan better and ask again.";

/** A bare no, as the model hears it. */
export function noTo({ tool }: Call): string {
  return tool === planTool ? keepPlanning : denials.denied;
}

export interface ApproverOptions {
  readonly run: DriverRun;
  readonly channel: ControlChannel;
  readonly calls: Calls;
  readonly place: Place;
  readonly planFile: PlanFile;
  readonly now: () => number;
  /** Something ran that was not as it should be. */
  readonly alarm: (text: string) => void;
}

export class Approver {
  readonly #options: ApproverOptions;
  /** Requests that wait, by their id. */
  readonly #waiting = new Map<string, AbortController>();
  readonly #lanes = new Map<string, ShellLane>();

  constructor(options: ApproverOptions) {
    this.#options = options;
  }

  /** Answered at once, whatever it says: a hook without an answer holds everything up. */
  hook(id: string, input: unknown): void {
    const event = textOf(input, "hook_event_name");
    const { channel } = this.#options;
    if (event !== "PreToolUse") {
      this.#ended(input);
      channel.answer(id, {});
      return;
    }
    if (!this.#begun(input)) {
      channel.refuse(id, "Longrein cannot tell what this call is");
      return;
    }
    const hookSpecificOutput = {
      hookEventName: event,
      permissionDecision: "ask",
      permissionDecisionReason: "Longrein asks about every call",
    };
    channel.answer(id, { hookSpecificOutput });
  }

  async permission(id: string, request: unknown): Promise<void> {
    const { channel, calls } = this.#options;
    const call = calls.get(textOf(request, "tool_use_id") ?? "");
    const input = fieldOf(request, "input");
    if (call === undefined || call.tool !== textOf(request, "tool_name")) {
      channel.answer(id, denial("Longrein was not told of this call before."));
      return;
    }
    const controller = new AbortController();
    this.#waiting.set(id, controller);
    let response: object;
    try {
      response = await this.#decide(call, input, controller.signal);
    } catch (failure) {
      call.outcome = { kind: "declined" };
      response = denial(failure instanceof Error ? failure.message : "It could not be asked.");
    }
    // Withdrawn means that nobody listens to the answer.
    if (this.#waiting.delete(id)) channel.answer(id, response);
  }

  cancelled(id: string): void {
    const controller = this.#waiting.get(id);
    this.#waiting.delete(id);
    controller?.abort();
  }

  /** Its result is there, however it came to that. */
  resulted(call: Call): void {
    if (call.tool === bashTool) this.#laneOf(call.shell).leave(call.id);
  }

  /** Nothing that was asked is of use any more. */
  clear(): void {
    for (const id of this.#waiting.keys()) this.cancelled(id);
    for (const lane of this.#lanes.values()) lane.clear();
    this.#lanes.clear();
  }

  #begun(input: unknown): boolean {
    const id = textOf(input, "tool_use_id");
    const tool = textOf(input, "tool_name");
    const cwd = textOf(input, "cwd");
    if (id === undefined || tool === undefined || cwd === undefined) return false;
    const shell = textOf(input, "agent_id") ?? "";
    const planning = textOf(input, "permission_mode") === "plan";
    this.#options.calls.add({ id, tool, cwd, shell, planning, outcome: { kind: "unasked" } });
    this.#laneOf(shell).standsAt(cwd);
    return true;
  }

  async #decide(call: Call, input: unknown, signal: AbortSignal): Promise<object> {
    if (ownNotes.includes(call.tool)) return allowance(input);
    if (call.tool === questionTool) return this.#question(call, input, signal);
    const { run, place, planFile } = this.#options;
    if (await looksInside(call, input, place.folder)) return allowance(input);
    if (await planFile.isWrittenBy(call, input)) return allowance(input);
    const proposal = await proposalOf(call, input, place);
    call.item = run.nextItem();
    call.outcome = { kind: "asking" };
    const { item } = call;
    const kind = kindOf(call.tool);
    const permission = await run.ask({ ...proposal, kind, item, approvals: "exact", signal });
    if (permission.kind !== "approved") return this.#declined(call, permission);
    return this.#allowed(call, permission, signal);
  }

  async #allowed(
    call: Call,
    { action }: Extract<Permission, { kind: "approved" }>,
    signal: AbortSignal,
  ): Promise<object> {
    if (call.tool === bashTool && !(await this.#laneOf(call.shell).enter(call.id, call.cwd))) {
      return this.#void(call, "the shell has meanwhile moved to another folder");
    }
    const frozen = await frozenInput(action);
    if (frozen.kind === "void" || signal.aborted) {
      this.resulted(call);
      return this.#void(call, frozen.kind === "void" ? frozen.why : "it was withdrawn");
    }
    const { input } = frozen;
    call.outcome = { kind: "approved", action, input };
    call.since = this.#options.now();
    return allowance(input);
  }

  #void(call: Call, why: string): object {
    call.outcome = { kind: "void" };
    return denial(`This was not done: ${why}. Look again before you ask for it once more.`);
  }

  #declined(call: Call, permission: Exclude<Permission, { kind: "approved" }>): object {
    switch (permission.kind) {
      case "void":
        return this.#void(call, permission.why);
      case "denied": {
        const { words } = permission;
        call.outcome = words === undefined ? { kind: "declined" } : { kind: "declined", words };
        return denial(words ?? noTo(call));
      }
      case "refused":
        call.outcome = { kind: "declined" };
        return denial(`The rules of this machine do not allow this: ${permission.why}.`);
      case "expired":
      case "withdrawn":
        call.outcome = { kind: "declined" };
        return denial(denials[permission.kind]);
    }
  }

  async #question(call: Call, input: unknown, signal: AbortSignal): Promise<object> {
    const parts = partsOf(input);
    if (parts === undefined)
      return denial("This question cannot be shown; ask it in a shorter form.");
    const answer: QuestionAnswer | undefined = await this.#options.run.question(
      parts,
      undefined,
      signal,
    );
    if (answer === undefined || answer.declined) {
      call.outcome = { kind: "declined" };
      return denial("The user did not answer. Decide by yourself, or stop and say what is open.");
    }
    return allowance(answeredInput(input, answer));
  }

  /** After a call: what ran is compared with what was let through. */
  #ended(input: unknown): void {
    const call = this.#options.calls.get(textOf(input, "tool_use_id") ?? "");
    if (call === undefined) return;
    const failed = textOf(input, "hook_event_name") !== "PostToolUse";
    if (call.tool === bashTool) {
      this.#laneOf(call.shell).leave(call.id, failed ? undefined : textOf(input, "cwd"));
    }
    const { outcome } = call;
    if (outcome.kind === "unasked") return;
    if (outcome.kind !== "approved" || !ranAs(outcome.input, call.tool, input)) {
      this.#options.alarm(`${call.tool} ran otherwise than it was approved`);
      return;
    }
    const { action } = outcome;
    if (action.t !== "edit" || failed) return;
    void isAsApproved(action).then((same) => {
      if (!same) this.#options.alarm("A file is not as it was approved: look at it");
    });
  }

  #laneOf(shell: string): ShellLane {
    const known = this.#lanes.get(shell);
    if (known !== undefined) return known;
    const lane = new ShellLane();
    this.#lanes.set(shell, lane);
    return lane;
  }
}

function ranAs(approved: unknown, tool: string, told: unknown): boolean {
  const didRun = textOf(told, "hook_event_name") === "PostToolUse";
  if (tool === planTool && didRun) return tookPlan(approved, told);
  return tool === planTool || sameJson(approved, fieldOf(told, "tool_input"));
}

function allowance(updatedInput: unknown): object {
  return { behavior: "allow", updatedInput };
}

function denial(message: string): object {
  return { behavior: "deny", message };
}
