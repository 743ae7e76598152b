// The parts of docs/what-the-relay-sees.md that are recorded and not written, as text. Pure: what was taken in, what
// stands between the document's marks out.

import { frameType } from "@longrein/protocol/envelope";
import type { Leg, TakenFrame, TakenRequest } from "./relay-tap.ts";
import type { Recorded } from "./relay-view-record.ts";

/** What stays the same from run to run, and what is only an example of one. */
export interface RelayView {
  readonly form: Readonly<Record<"requests" | "upgrades" | "frames", string>>;
  readonly example: string;
}

/** Of the headers of a browser those that name something; the rest is what it says of itself. */
const shownHeaders = [
  "host",
  "origin",
  "authorization",
  "user-agent",
  "accept-language",
  "sec-websocket-protocol",
];

const names = new Map<number, string>(
  Object.entries(frameType).map(([name, code]) => [code, name.toUpperCase()]),
);

/** What there is to read in a frame, by its type and who has sent it. */
const read: Readonly<Record<string, string>> = {
  "CHALLENGE relay → agent": "its own 32 random bytes, and the host that was dialled",
  "PROOF agent → relay": "the agent's relay key and a signature by it: whose session this is",
  "AUTH agent → relay":
    "for each paired phone, and for an open offer, a random id, the hash of a capability, and how long the row stands: how many phones are paired",
  "AUTH phone → relay":
    "the phone's random id and its capability, which admits it here and nowhere else",
  "OK relay → agent": "nothing",
  "OK relay → phone": "nothing",
  "OPEN relay → agent": "the id of the phone that came",
  "OPEN relay → phone": "nothing",
  "HANDSHAKE phone → relay":
    "19 bytes: versions, whether it pairs or is paired, and the same random id; then a fresh public key; the rest is sealed, and of 64 bytes all",
  "HANDSHAKE agent → relay": "a fresh public key and a ciphertext; the rest is sealed",
  "HANDSHAKE relay → agent": "the same, on its way",
  "HANDSHAKE relay → phone": "the same, on its way",
  "DATA agent → relay": "nothing; the length is one of seven steps",
  "DATA phone → relay": "nothing; the length is one of seven steps",
  "DATA relay → agent": "the same, on its way",
  "DATA relay → phone": "the same, on its way",
  "MARK relay → phone": "its own 8 random bytes",
  "MARK phone → relay": "the same, sent back: that all before it was read",
};

export function relayView({ requests, upgrades, frames }: Recorded): RelayView {
  return {
    form: {
      requests: shownRequests(requests),
      upgrades: shownUpgrades(upgrades),
      frames: shownFrames(frames),
    },
    example: shownExample(frames),
  };
}

function shownRequests(requests: readonly TakenRequest[]): string {
  const lines = requests.map(({ method, path, body }) => {
    if (method === "GET") return "GET of the app's start page and files";
    const fields: unknown = JSON.parse(body.toString());
    const keys = typeof fields === "object" && fields !== null ? Object.keys(fields) : [];
    return `${method} ${path} {${keys.map((key) => `"${key}": 16 random bytes`).join(", ")}}`;
  });
  return fenced([...new Set(lines)].toSorted());
}

function shownUpgrades(upgrades: readonly TakenRequest[]): string {
  const each = upgrades.map(({ method, path, headers }) => {
    const shown = shownHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [`${name}: ${madeUp(name, String(value))}`];
    });
    return [`${method} ${path}`, ...shown, ""].join("\n");
  });
  return fenced([...new Set(each)].toSorted()).replace(/\n\n```$/, "\n```");
}

function madeUp(name: string, value: string): string {
  const host = value.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "https://relay.example.org");
  if (name === "host") return "relay.example.org";
  if (name === "user-agent") return "(browser, its version, and the kind of phone)";
  if (name === "authorization") return "Bearer (the relay's own secret)";
  return host.replace(/s\.[\w-]{22}$/, "s.bWFkZSB1cCBzZXNzaQ");
}

interface Shape {
  readonly name: string;
  readonly way: string;
  readonly length: string;
}

/** Who is quicker to leave differs from run to run, so all ways are there. */
const closing = [
  "| CLOSE | either end → relay | 0 | nothing: that this phone's connection shall end |",
  "| CLOSE | relay → either end | 0 | nothing: that it has ended |",
];

function shownFrames(frames: readonly TakenFrame[]): string {
  const rows = frames
    .filter(({ isText, bytes }) => !isText && bytes[0] !== frameType.close)
    .map((frame) => ({ code: frame.bytes[0] ?? 0, ...shapeOf(frame) }))
    .toSorted((a, b) => a.code - b.code || (a.way < b.way ? -1 : 1))
    .map(({ name, way, length }) => {
      const what = read[`${name} ${way}`];
      if (what === undefined) throw new Error(`no words for ${name} ${way}`);
      return `| ${name} | ${way} | ${length} | ${what} |`;
    });
  const head = [
    "| frame | from → to | bytes | what can be read in it |",
    "| --- | --- | --- | --- |",
  ];
  return [...head, ...new Set(rows), ...closing].join("\n");
}

function shapeOf({ leg, fromRelay, bytes }: TakenFrame): Shape {
  const name = names.get(bytes[0] ?? 0) ?? "unknown";
  const body = bytes.length - (leg === "agent" ? 5 : 1);
  return {
    name,
    way: fromRelay ? `relay → ${leg}` : `${leg} → relay`,
    length: lengthOf(name, leg, body),
  };
}

/** Lengths that depend on who is paired, or on what is said, are told by their rule. */
function lengthOf(name: string, leg: Leg, body: number): string {
  if (name === "DATA") return "512 × 2ⁿ, to 32,768";
  if (name === "AUTH" && leg === "agent") return "52 a row";
  if (name === "CHALLENGE") return "32 and the name";
  return String(body);
}

function shownExample(frames: readonly TakenFrame[]): string {
  const sealed = frames.filter(({ bytes }) => bytes[0] === frameType.data && bytes.length > 500);
  const ways = [
    ["from the phone", sealed.filter(({ leg, fromRelay }) => leg === "phone" && !fromRelay)],
    ["to the phone", sealed.filter(({ leg, fromRelay }) => leg === "phone" && fromRelay)],
  ] as const;
  const lines = ways.map(([way, all]) => {
    const counts = new Map<number, number>();
    for (const { bytes } of all)
      counts.set(bytes.length - 1, (counts.get(bytes.length - 1) ?? 0) + 1);
    const sizes = [...counts].toSorted(([a], [b]) => a - b);
    return `${way}: ${sizes.map(([size, count]) => `${count} of ${size} B`).join(", ")}`;
  });
  return fenced(lines);
}

function fenced(lines: readonly string[]): string {
  return `\`\`\`\n${lines.join("\n")}\n\`\`\``;
}
