// OpenCode's requests for permission, each answered once: by a signed approval, or at the desktop. One call may
// ask twice, as for a folder and then for a command, and is judged as one. A command that starts without having
// been asked about waits in its shell, and is judged there.

import type { GatedShell } from "../../platform/gated-shell.ts";
import type { DriverRun, Permission } from "../../runs/driver.ts";
import { fieldAt, fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { unlikeShown } from "./edit-wish.ts";
import { type Call, type Request, requestOf } from "./request-wish.ts";
import type { ServerClient } from "./server-client.ts";
import { actsUnasked } from "./session-rules.ts";
import { inputOf, toolOf } from "./tool-call.ts";
import { type Transcript, callOf } from "./transcript.ts";

export interface PermissionsOptions {
  readonly run: DriverRun;
  readonly client: ServerClient;
  readonly gate: GatedShell;
  readonly transcript: Transcript;
  /** As the server tells them. */
  readonly agents: readonly unknown[];
  readonly now: () => number;
  notice(level: "info" | "warning", text: string): void;
  /** Outside of a turn only who sits at the desktop decides. */
  inTurn(): boolean;
}

type Decision =
  | { readonly kind: "allow"; readonly request: Request }
  | { readonly kind: "refuse"; readonly words: string }
  /** Somebody else has answered, or nobody waits any more. */
  | { readonly kind: "leave" };

interface Judging {
  readonly decision: Promise<Decision>;
  /** Fires when the call is no longer to be judged. */
  readonly over: AbortController;
}

/** It changes nothing but what OpenCode itself shows. */
const listOfTasks = "todowrite";
const unexplained = "The user said no.";

export class Permissions {
  readonly #options: PermissionsOptions;
  readonly #judged = new Map<string, Judging>();
  /** Requests that wait for their answer, with the call they are about. */
  readonly #open = new Map<string, string>();
  /** Requests that were answered from here. */
  readonly #ours = new Set<string>();
  /** Calls that were allowed at the desktop. */
  readonly #local = new Set<string>();
  /** Commands that wait in their shell, or have passed it; and how to keep those out that never came. */
  readonly #atGate = new Map<string, () => Promise<void>>();

  constructor(options: PermissionsOptions) {
    this.#options = options;
  }

  async asked(request: unknown): Promise<void> {
    const id = textOf(request, "id") ?? "";
    const callId = textOf(fieldOf(request, "tool"), "callID") ?? id;
    if (this.#open.has(id) || !this.#options.inTurn()) return;
    if (textOf(request, "permission") === listOfTasks) return this.#reply(id, "once");
    this.#open.set(id, callId);
    try {
      await this.#answer(id, request);
    } catch (cause) {
      await this.#reply(id, "reject", "This could not be shown to anybody.");
      throw cause;
    }
  }

  async #answer(id: string, request: unknown): Promise<void> {
    const found = await this.#callOf(request);
    const call = found ?? foreignCall(request, this.#options.run.folder);
    const decision = await this.#judge({ ...call, metadata: fieldOf(request, "metadata") });
    if (!this.#open.delete(id)) return;
    const isAllowed = decision.kind === "allow";
    if (isAllowed && found !== undefined && !(await this.#isUnchanged(found, request))) {
      this.#options.notice("warning", "OpenCode has changed what it asked about: not run.");
      await this.#reply(id, "reject", "This is not what was asked about.");
    } else if (isAllowed) {
      await this.#letPass(call.id, decision.request);
      await this.#reply(id, "once");
    } else if (decision.kind === "refuse") await this.#reply(id, "reject", decision.words);
  }

  /** Somebody has answered it, we or somebody else. */
  replied(requestId: string, reply: string): void {
    if (this.#ours.delete(requestId)) return;
    const call = this.#open.get(requestId);
    this.#open.delete(requestId);
    if (reply === "always") {
      this.#options.notice("info", "At the desktop, somebody allowed this from now on.");
    }
    if (call === undefined) return;
    if (reply !== "reject") this.#local.add(call);
    if (reply !== "reject") {
      this.#options.transcript.judged(call, { kind: "allowed", at: this.#options.now() });
    }
    this.#forget(call);
  }

  /** A command is under way: it may be waiting for us in its shell. */
  async begun(part: unknown): Promise<void> {
    const { gate, run, inTurn } = this.#options;
    const call = callFrom(part, run.folder);
    if (toolOf(part) !== "bash" || this.#atGate.has(call.id)) return;
    this.#atGate.set(call.id, () => Promise.resolve());
    const request = await requestOf(call, run.folder, gate.program);
    if (request?.wish.t !== "command") return;
    if (this.#local.has(call.id) || !inTurn()) return this.#letPass(call.id, request);
    const decision = await this.#judge(call);
    if (decision.kind === "allow") return this.#letPass(call.id, decision.request);
    const { shell, cwd } = request.wish;
    const words = decision.kind === "refuse" ? decision.words : "Nobody allowed it.";
    this.#atGate.set(call.id, await gate.refuse(shell?.script ?? "", cwd, words));
  }

  /** A call has come to its end, whatever was decided. */
  async ended(part: unknown): Promise<void> {
    const id = callOf(part);
    const judging = this.#judged.get(id);
    this.#forget(id);
    await this.#atGate.get(id)?.();
    const decision = await judging?.decision;
    if (decision?.kind !== "allow" || decision.request.wish.t !== "edit") return;
    if (textOf(fieldAt(part, "state"), "status") !== "completed") return;
    for (const path of await unlikeShown(decision.request.wish)) {
      this.#options.notice("warning", `${path} is not as it was approved: it was changed since.`);
    }
  }

  /** None of them is waited for any more. OpenCode would show them at the desktop for ever. */
  async abandonAll(): Promise<void> {
    const left = [...this.#open.keys()];
    const allowed = [...this.#atGate.values()];
    this.forgetAll();
    for (const id of left) await this.#reply(id, "reject");
    for (const takeBack of allowed) await takeBack();
  }

  /** Nobody is there any more who could be answered. */
  forgetAll(): void {
    for (const call of this.#judged.keys()) this.#forget(call);
    this.#open.clear();
    this.#atGate.clear();
    this.#local.clear();
  }

  #forget(call: string): void {
    this.#judged.get(call)?.over.abort();
    this.#judged.delete(call);
  }

  #judge(call: Call): Promise<Decision> {
    const known = this.#judged.get(call.id);
    if (known !== undefined) return known.decision;
    const over = new AbortController();
    const decision = this.#ask(call, over.signal);
    this.#judged.set(call.id, { decision, over });
    return decision;
  }

  async #ask(call: Call, signal: AbortSignal): Promise<Decision> {
    const { run, transcript, gate, now } = this.#options;
    const item = transcript.asksAbout(call.id);
    const request = this.#isLoose(call)
      ? undefined
      : await requestOf(call, run.folder, gate.program);
    if (request === undefined) {
      run.emit({ t: "tool", item, kind: "other", title: call.tool, at: now() });
      return { kind: "refuse", words: this.#whyNot(call) };
    }
    const permission = await run.ask({ ...request, item, signal });
    if (signal.aborted) return { kind: "leave" };
    if (permission.kind === "approved") {
      const { wish } = request;
      const diff =
        wish.t === "edit" ? wish.changes.map((change) => change.diff).join("") : undefined;
      transcript.judged(call.id, {
        kind: "allowed",
        at: now(),
        ...(diff !== undefined && { diff }),
      });
      return { kind: "allow", request };
    }
    if (permission.kind === "void") transcript.judged(call.id, { kind: "void" });
    if (permission.kind === "denied") transcript.judged(call.id, declined(permission.words));
    return permission.kind === "withdrawn" ? { kind: "leave" } : refusal(permission);
  }

  /** A subagent that does not ask is not started. */
  #isLoose({ tool, input }: Call): boolean {
    const name = tool === "task" ? textOf(input, "subagent_type") : undefined;
    const agent = this.#options.agents.find((one) => textOf(one, "name") === name);
    return name !== undefined && actsUnasked(agent);
  }

  #whyNot(call: Call): string {
    const words = this.#isLoose(call)
      ? "Its own settings let this subagent act without asking, so it is not started."
      : "This cannot be shown to anybody, so it is not run.";
    this.#options.notice("warning", words);
    return words;
  }

  /** The call itself, which says more than the request. */
  async #callOf(request: unknown): Promise<Call | undefined> {
    const { client, run } = this.#options;
    const session = textOf(request, "sessionID") ?? "";
    const message = textOf(fieldOf(request, "tool"), "messageID");
    if (message === undefined) return undefined;
    const found = await client.get(`/session/${session}/message/${message}`);
    const id = textOf(fieldOf(request, "tool"), "callID");
    const part = listOf(found, "parts").find((one) => textOf(one, "callID") === id);
    return part === undefined ? undefined : callFrom(part, run.folder);
  }

  async #isUnchanged(call: Call, request: unknown): Promise<boolean> {
    const now = await this.#callOf(request);
    return now !== undefined && JSON.stringify(now.input) === JSON.stringify(call.input);
  }

  async #letPass(call: string, { wish }: Request): Promise<void> {
    if (wish.t !== "command") return;
    this.#atGate.set(call, await this.#options.gate.allow(wish.shell?.script ?? "", wish.cwd));
  }

  /** It may have been answered at the desktop in the meantime; the first answer counts. */
  async #reply(id: string, reply: "once" | "reject", message?: string): Promise<void> {
    this.#ours.add(id);
    const answer = { reply, ...(message !== undefined && { message }) };
    await this.#options.client.post(`/permission/${id}/reply`, answer).catch(() => undefined);
  }
}

function callFrom(part: unknown, directory: string): Call {
  const about = { tool: toolOf(part), input: inputOf(part), directory };
  return { id: callOf(part), metadata: undefined, ...about };
}

/** Something that belongs to no call, as that the same was tried too often. */
function foreignCall(request: unknown, directory: string): Call {
  const tool = textOf(request, "permission") ?? "unknown";
  const input = { patterns: listOf(request, "patterns"), ...spread(fieldOf(request, "metadata")) };
  return { id: textOf(request, "id") ?? "", tool, input, metadata: undefined, directory };
}

function spread(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function declined(words: string | undefined) {
  return { kind: "declined", ...(words !== undefined && { words }) } as const;
}

function refusal(permission: Exclude<Permission, { kind: "approved" | "withdrawn" }>): Decision {
  switch (permission.kind) {
    case "denied":
      return { kind: "refuse", words: permission.words ?? unexplained };
    case "expired":
      return { kind: "refuse", words: "Nobody answered in time." };
    case "void":
    case "refused":
      return { kind: "refuse", words: `Not run: ${permission.why}.` };
  }
}
