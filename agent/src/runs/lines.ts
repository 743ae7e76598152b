// Text as lines that keep their endings, so that a missing final newline and CRLF are never lost.

export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
