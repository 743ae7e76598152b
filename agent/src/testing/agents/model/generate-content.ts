// Google's generateContent: what Gemini CLI speaks.

import { type Dialect, type Telling, listAt, textAt, textOf, unnamed } from "./dialect.ts";
import { type Says, plainUsage } from "./model-turn.ts";

export const generateContent: Dialect = {
  accepts: (path) => /:(stream)?generateContent$/i.test(path),
  reads: (body, path) => {
    const tools = listAt(body, "tools")
      .flatMap((tool) => listAt(tool, "functionDeclarations"))
      .map((tool) => textAt(tool, "name"));
    const model = /models\/([^:]+):/.exec(path)?.[1] ?? "";
    return { streams: /:stream/i.test(path), model, tools };
  },
  tells,
  fails: (status) => ({
    error: { code: status, message: `scripted failure ${status}`, status: "SCRIPTED" },
  }),
};

function tells(turn: Says, { model }: { readonly model: string }): Telling {
  const { input, cached, output, reasoning } = turn.usage ?? plainUsage;
  const usageMetadata = {
    promptTokenCount: input,
    cachedContentTokenCount: cached,
    candidatesTokenCount: output,
    thoughtsTokenCount: reasoning,
    totalTokenCount: input + output + reasoning,
  };
  const candidate = (parts: readonly object[], finish?: string): object => ({
    candidates: [
      { index: 0, content: { role: "model", parts }, ...(finish && { finishReason: finish }) },
    ],
    usageMetadata,
    modelVersion: model,
  });
  const functionCalls = (turn.calls ?? []).map((call) => ({
    functionCall: { name: call.name, args: "freeform" in call ? {} : call.input },
  }));
  return {
    whole: candidate([{ text: textOf(turn) }, ...functionCalls], "STOP"),
    before:
      turn.reasoning === undefined
        ? []
        : [unnamed(candidate([{ thought: true, text: turn.reasoning }]))],
    piece: (text) => unnamed(candidate([{ text }])),
    // A last part must be there, and none of its own may be empty text beside calls.
    after: [unnamed(candidate(functionCalls.length > 0 ? functionCalls : [{ text: "" }], "STOP"))],
  };
}
