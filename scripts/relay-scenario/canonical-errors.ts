// Requests that are wrong, and the one answer to each: a status and constant words.

interface WrongRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly words: string;
}

const wrong = (
  method: string,
  path: string,
  [status, words]: readonly [number, string],
  headers: Readonly<Record<string, string>> = {},
): WrongRequest => ({ method, path, headers, status, words });

const malformed = [400, "bad request"] as const;
const forbidden = [403, "forbidden"] as const;
const unknown = [404, "not found"] as const;
const notSo = [405, "method not allowed"] as const;
const plain = [426, "upgrade required"] as const;
const elsewhere = { Origin: "https://elsewhere.example.org" };

export const canonicalErrors: readonly WrongRequest[] = [
  wrong("GET", "/assets/gone.js", unknown),
  wrong("GET", "/.env", unknown),
  wrong("GET", "/v1/canary", unknown),
  wrong("POST", "/", notSo),
  wrong("POST", "/health", notSo),
  wrong("GET", "/v1/agent", plain),
  wrong("GET", "/v1/phone", plain),
  wrong("POST", "/v1/agent", notSo),
  wrong("POST", "/v1/nameplates", malformed),
  wrong("POST", "/v1/nameplates/claim", forbidden),
  wrong("POST", "/v1/nameplates/claim", forbidden, elsewhere),
];
