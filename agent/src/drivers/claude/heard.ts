// What Claude Code says on its standard output, one JSON a line, read leniently into the few kinds of message
// that a driver acts on. What is none of them is passed over.

import { fieldAt, fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";

export type Heard =
  /** The answer to a request of ours. */
  | {
      readonly kind: "answer";
      readonly id: string;
      readonly content: unknown;
      readonly error?: string;
    }
  /** A request: a hook's call, a permission, or something that this driver does not know. */
  | { readonly kind: "hook"; readonly id: string; readonly input: unknown }
  | { readonly kind: "permission"; readonly id: string; readonly request: unknown }
  | { readonly kind: "request"; readonly id: string; readonly subtype: string }
  /** A request that waits for its answer no longer. */
  | { readonly kind: "cancel"; readonly id: string }
  | { readonly kind: "begun"; readonly session: string; readonly about: unknown }
  /** A piece of the model's answer; `of` is the call of a subagent, if one speaks. */
  | { readonly kind: "stream"; readonly of: string | undefined; readonly event: unknown }
  | { readonly kind: "assistant"; readonly of: string | undefined; readonly message: unknown }
  | { readonly kind: "results"; readonly results: readonly ToolResult[] }
  /** A message of ours has been taken. */
  | { readonly kind: "taken"; readonly uuid: string }
  | { readonly kind: "system"; readonly subtype: string; readonly about: unknown }
  | { readonly kind: "result"; readonly result: unknown };

/** What is left when the control protocol has taken its own. */
export type Spoken = Exclude<Heard, { kind: "answer" | "request" }>;

export interface ToolResult {
  /** The call that this is the result of. */
  readonly call: string;
  readonly text: string;
  readonly failed: boolean;
  /** What the tool itself told, beside the text for the model. */
  readonly told: unknown;
}

export function hear(line: string): Heard | undefined {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return undefined;
  }
  const of = textOf(message, "parent_tool_use_id");
  switch (textOf(message, "type")) {
    case "control_response":
      return hearAnswer(fieldOf(message, "response"));
    case "control_request":
      return hearRequest(textOf(message, "request_id"), fieldOf(message, "request"));
    case "control_cancel_request":
      return withText(message, "request_id", (id) => ({ kind: "cancel", id }));
    case "system":
      return hearSystem(message);
    case "stream_event":
      return { kind: "stream", of, event: fieldOf(message, "event") };
    case "assistant":
      return { kind: "assistant", of, message: fieldOf(message, "message") };
    case "user":
      return hearUser(message);
    case "result":
      return { kind: "result", result: message };
    default:
      return undefined;
  }
}

/** Of a line that was too long to be read: the request in it, which must not wait for ever. */
export function requestIn(beginning: string): string | undefined {
  const found = /"type"\s*:\s*"control_request"\s*,\s*"request_id"\s*:\s*"([^"\\]+)"/.exec(
    beginning,
  );
  return found?.[1];
}

function hearAnswer(response: unknown): Heard | undefined {
  return withText(response, "request_id", (id) => {
    const content = fieldOf(response, "response");
    if (textOf(response, "subtype") === "success") return { kind: "answer", id, content };
    return { kind: "answer", id, content, error: textOf(response, "error") ?? "no reason given" };
  });
}

function hearRequest(id: string | undefined, request: unknown): Heard | undefined {
  if (id === undefined) return undefined;
  const subtype = textOf(request, "subtype") ?? "";
  switch (subtype) {
    case "hook_callback":
      return { kind: "hook", id, input: fieldOf(request, "input") };
    case "can_use_tool":
      return { kind: "permission", id, request };
    default:
      return { kind: "request", id, subtype };
  }
}

function hearSystem(message: unknown): Heard {
  const subtype = textOf(message, "subtype") ?? "";
  const session = textOf(message, "session_id");
  if (subtype !== "init" || session === undefined)
    return { kind: "system", subtype, about: message };
  return { kind: "begun", session, about: message };
}

function hearUser(message: unknown): Heard | undefined {
  if (fieldOf(message, "isReplay") === true) {
    return withText(message, "uuid", (uuid) => ({ kind: "taken", uuid }));
  }
  const told = fieldOf(message, "tool_use_result");
  const blocks = listOf(fieldOf(message, "message"), "content");
  const results = blocks.flatMap((block) => {
    const call = textOf(block, "tool_use_id");
    if (textOf(block, "type") !== "tool_result" || call === undefined) return [];
    return [{ call, text: resultText(block), failed: fieldOf(block, "is_error") === true, told }];
  });
  return results.length === 0 ? undefined : { kind: "results", results };
}

function resultText(block: unknown): string {
  const whole = textOf(block, "content");
  if (whole !== undefined) return whole;
  return listOf(block, "content")
    .map((part) => textOf(part, "text") ?? "")
    .join("");
}

function withText(value: unknown, name: string, make: (text: string) => Heard): Heard | undefined {
  const text = textOf(value, name);
  return text === undefined ? undefined : make(text);
}

/** In millionths of a dollar, over the whole session: as a result or an answer about usage says it. */
export function costIn(about: unknown): number | undefined {
  const dollars =
    numberOf(about, "total_cost_usd") ?? numberOf(fieldAt(about, "session"), "total_cost_usd");
  return dollars === undefined ? undefined : Math.round(dollars * 1_000_000);
}
