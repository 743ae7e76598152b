// Every answer that is a no: a status and its constant words, never anything of what was asked.

const words = {
  400: "bad request",
  403: "forbidden",
  404: "not found",
  405: "method not allowed",
  409: "used",
  421: "misdirected request",
  426: "upgrade required",
  429: "too many requests",
  500: "internal error",
  503: "busy",
} as const;

export function refusal(status: keyof typeof words): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  return new Response(words[status], { status, headers });
}
