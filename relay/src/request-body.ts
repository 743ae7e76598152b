// A request's small JSON body, read strictly: as many bytes as announced and no more than allowed, an
// object with exactly the expected fields, each once and each a string.

import { ProtocolFailure } from "@longrein/protocol/failure";
import { parseStrictJson } from "@longrein/protocol/strict-json";

const bodyBytesMax = 512;

export async function readFields(
  request: Request,
  names: readonly string[],
): Promise<Readonly<Record<string, string>> | undefined> {
  const announced = Number(request.headers.get("Content-Length") ?? Number.NaN);
  // Unannounced bodies are not read: nobody honest sends these few bytes in chunks.
  if (!(announced > 0 && announced <= bodyBytesMax)) return undefined;
  const body = parsed(await request.text());
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  const entries = Object.entries(body);
  const isExpected = ([name, value]: [string, unknown]) =>
    names.includes(name) && typeof value === "string";
  if (entries.length !== names.length || !entries.every(isExpected)) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function parsed(text: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (failure) {
    if (failure instanceof ProtocolFailure) return undefined;
    throw failure;
  }
}
