// Anthropic's Messages: what Claude Code speaks.

import {
  type Dialect,
  type Telling,
  event,
  field,
  freshId,
  listAt,
  textAt,
  textOf,
} from "./dialect.ts";
import { type Says, type ToolCall, type Usage, plainUsage } from "./model-turn.ts";

export const messages: Dialect = {
  accepts: (path) => path.endsWith("/messages"),
  reads: (body) => {
    const tools = listAt(body, "tools").map((tool) => textAt(tool, "name"));
    const streams = field(body, "stream") === true;
    return { streams, model: textAt(body, "model"), tools };
  },
  tells,
  fails: (status) => ({
    type: "error",
    error: { type: errorTypes[status] ?? "api_error", message: `scripted failure ${status}` },
  }),
};

const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

function tells(turn: Says, { model }: { readonly model: string }): Telling {
  const usage = usageOf(turn.usage ?? plainUsage);
  const reason = turn.calls === undefined ? "end_turn" : "tool_use";
  const about = { id: freshId("msg_"), type: "message", role: "assistant", model };
  const whole = {
    ...about,
    content: contentOf(turn),
    stop_reason: reason,
    stop_sequence: null,
    usage,
  };
  const message = {
    ...whole,
    content: [],
    stop_reason: null,
    usage: { ...usage, output_tokens: 1 },
  };
  const textAtIndex = turn.reasoning === undefined ? 0 : 1;
  const callsFrom = textAtIndex + (turn.text === undefined ? 0 : 1);
  const begin = { type: "text", text: "" };
  return {
    whole,
    before: [
      event("message_start", { message }),
      ...(turn.reasoning === undefined ? [] : thinking(turn.reasoning)),
      ...(turn.text === undefined ? [] : [start(textAtIndex, begin)]),
    ],
    piece: (text) => delta(textAtIndex, { type: "text_delta", text }),
    after: [
      ...(turn.text === undefined ? [] : [stop(textAtIndex)]),
      ...(turn.calls ?? []).flatMap((call, number) => toolUse(callsFrom + number, call)),
      event("message_delta", { delta: { stop_reason: reason, stop_sequence: null }, usage }),
      event("message_stop", {}),
    ],
  };
}

function thinking(text: string): string[] {
  return [
    start(0, { type: "thinking", thinking: "", signature: "" }),
    delta(0, { type: "thinking_delta", thinking: text }),
    delta(0, { type: "signature_delta", signature: "c2ln" }),
    stop(0),
  ];
}

function toolUse(index: number, call: ToolCall): string[] {
  const block = { type: "tool_use", id: freshId("toolu_"), name: call.name, input: {} };
  const json = JSON.stringify(inputOf(call));
  return [
    start(index, block),
    delta(index, { type: "input_json_delta", partial_json: json }),
    stop(index),
  ];
}

function contentOf(turn: Says): object[] {
  const text = textOf(turn);
  return [
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...(turn.calls ?? []).map((call) => ({
      type: "tool_use",
      id: freshId("toolu_"),
      name: call.name,
      input: inputOf(call),
    })),
  ];
}

function inputOf(call: ToolCall): unknown {
  return "freeform" in call ? call.freeform : call.input;
}

const start = (index: number, block: object): string =>
  event("content_block_start", { index, content_block: block });
const delta = (index: number, content: object): string =>
  event("content_block_delta", { index, delta: content });
const stop = (index: number): string => event("content_block_stop", { index });

function usageOf({ input, cached, output }: Usage): object {
  return {
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: output,
  };
}
