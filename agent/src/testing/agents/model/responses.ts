// OpenAI's Responses: what Codex speaks.

import { type Dialect, type Telling, event, freshId, listAt, textAt, textOf } from "./dialect.ts";
import { type Says, type ToolCall, type Usage, plainUsage } from "./model-turn.ts";

export const responses: Dialect = {
  accepts: (path) => path.endsWith("/responses"),
  reads: (body) => {
    const offered = [...listAt(body, "tools"), ...laterTools(body)];
    const tools = offered.map((tool) => textAt(tool, "name"));
    return { streams: true, model: textAt(body, "model"), tools };
  },
  tells,
  fails: (status) => ({ error: { message: `scripted failure ${status}`, type: "scripted" } }),
};

/** Newer models get their tools as an item of the conversation. */
function laterTools(body: unknown): readonly unknown[] {
  return listAt(body, "input")
    .filter((item) => textAt(item, "type") === "additional_tools")
    .flatMap((item) => listAt(item, "tools"));
}

function tells(turn: Says, { model }: { readonly model: string }): Telling {
  const response = { id: freshId("resp_"), object: "response", model, output: [] };
  const message = { id: freshId("msg_"), type: "message", role: "assistant" };
  const textIndex = turn.reasoning === undefined ? 0 : 1;
  const callsFrom = textIndex + (turn.text === undefined ? 0 : 1);
  const where = { item_id: message.id, output_index: textIndex, content_index: 0 };
  const content = [{ type: "output_text", text: textOf(turn), annotations: [] }];
  const whole = { ...response, status: "completed", usage: usageOf(turn.usage ?? plainUsage) };
  const speaks = turn.text !== undefined;
  return {
    whole,
    before: [
      event("response.created", { response: { ...response, status: "in_progress" } }),
      ...(turn.reasoning === undefined ? [] : reasoningItem(turn.reasoning)),
      ...(speaks ? [added(textIndex, { ...message, content: [], status: "in_progress" })] : []),
    ],
    piece: (delta) => event("response.output_text.delta", { ...where, delta }),
    after: [
      ...(speaks ? [done(textIndex, { ...message, content, status: "completed" })] : []),
      ...(turn.calls ?? []).flatMap((call, number) => callItem(callsFrom + number, call)),
      event("response.completed", { response: whole }),
    ],
  };
}

function reasoningItem(text: string): string[] {
  const item = { id: freshId("rs_"), type: "reasoning", summary: [] };
  const where = { item_id: item.id, output_index: 0, summary_index: 0 };
  const part = { type: "summary_text", text: "" };
  const summary = [{ type: "summary_text", text }];
  return [
    added(0, item),
    event("response.reasoning_summary_part.added", { ...where, part }),
    event("response.reasoning_summary_text.delta", { ...where, delta: text }),
    done(0, { ...item, summary, encrypted_content: "opaque" }),
  ];
}

function callItem(index: number, call: ToolCall): string[] {
  const about = { call_id: freshId("call_"), name: call.name };
  if ("freeform" in call) {
    const item = { id: freshId("ctc_"), type: "custom_tool_call", ...about };
    return [
      added(index, { ...item, input: "", status: "in_progress" }),
      done(index, { ...item, input: call.freeform, status: "completed" }),
    ];
  }
  const item = { id: freshId("fc_"), type: "function_call", ...about };
  return [
    added(index, { ...item, arguments: "", status: "in_progress" }),
    done(index, { ...item, arguments: JSON.stringify(call.input), status: "completed" }),
  ];
}

const added = (index: number, item: object): string =>
  event("response.output_item.added", { output_index: index, item });
const done = (index: number, item: object): string =>
  event("response.output_item.done", { output_index: index, item });

function usageOf({ input, cached, output, reasoning }: Usage): object {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
