// OpenAI's Chat Completions: what OpenCode speaks with providers of this kind.

import {
  type Dialect,
  type Telling,
  field,
  freshId,
  listAt,
  textAt,
  textOf,
  unnamed,
} from "./dialect.ts";
import { type Says, type ToolCall, type Usage, plainUsage } from "./model-turn.ts";

export const chatCompletions: Dialect = {
  accepts: (path) => path.endsWith("/chat/completions"),
  reads: (body) => {
    const tools = listAt(body, "tools").map((tool) => textAt(field(tool, "function"), "name"));
    const streams = field(body, "stream") === true;
    return { streams, model: textAt(body, "model"), tools };
  },
  tells,
  fails: (status) => ({ error: { message: `scripted failure ${status}`, type: "scripted" } }),
};

function tells(turn: Says, { model }: { readonly model: string }): Telling {
  const about = { id: freshId("chatcmpl-"), created: 1_700_000_000, model };
  const usage = usageOf(turn.usage ?? plainUsage);
  const toolCalls = turn.calls?.map(toolCall);
  const reason = turn.calls === undefined ? "stop" : "tool_calls";
  const chunk = (delta: object, finish: string | null = null, more: object = {}): string =>
    unnamed({
      ...about,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, finish_reason: finish }],
      ...more,
    });
  const message = { role: "assistant", content: textOf(turn), tool_calls: toolCalls };
  return {
    whole: {
      ...about,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: reason }],
      usage,
    },
    before: [
      chunk({ role: "assistant", content: "" }),
      ...(turn.reasoning === undefined ? [] : [chunk({ reasoning_content: turn.reasoning })]),
    ],
    piece: (content) => chunk({ content }),
    after: [
      ...(toolCalls === undefined ? [] : [chunk({ tool_calls: toolCalls })]),
      chunk({}, reason, { usage }),
      "data: [DONE]\n\n",
    ],
  };
}

function toolCall(call: ToolCall, index: number): object {
  const input = "freeform" in call ? call.freeform : JSON.stringify(call.input);
  const called = { name: call.name, arguments: input };
  return { index, id: freshId("call_"), type: "function", function: called };
}

function usageOf({ input, cached, output, reasoning }: Usage): object {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
