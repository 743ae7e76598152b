// What the fake model shall do with one request: a tagged union that says the same in every dialect.

export type ModelTurn = Says | Fails | Cut;

export interface Says {
  readonly kind: "says";
  /** Thought aloud before the answer. */
  readonly reasoning?: string;
  /** Streamed piece by piece. */
  readonly text?: readonly string[];
  /** Between two pieces. */
  readonly everyMs?: number;
  /** The answer stays open after its text until this settles or the coding agent hangs up. */
  readonly until?: Promise<unknown>;
  readonly calls?: readonly ToolCall[];
  readonly usage?: Usage;
}

/** Answered with an HTTP error; coding agents that try again meet it as many times as `times` says. */
export interface Fails {
  readonly kind: "fails";
  readonly status: 400 | 401 | 429 | 500 | 529;
  readonly times: number;
}

/** Begins to answer and hangs up in the middle. */
export interface Cut {
  readonly kind: "cut";
  readonly text: readonly string[];
  readonly times: number;
}

/** `input` travels as JSON; `freeform` is for tools that take plain text. */
export type ToolCall =
  | { readonly name: string; readonly input: unknown }
  | { readonly name: string; readonly freeform: string };

export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

export const plainUsage: Usage = { input: 1_200, cached: 1_000, output: 42, reasoning: 7 };

export function says(...text: readonly string[]): Says {
  return { kind: "says", text };
}

export function calls(...toolCalls: readonly ToolCall[]): Says {
  return { kind: "says", calls: toolCalls };
}

export function fails(status: Fails["status"], times = 1): Fails {
  return { kind: "fails", status, times };
}

export function cutAfter(text: string, times = 1): Cut {
  return { kind: "cut", text: [text], times };
}
