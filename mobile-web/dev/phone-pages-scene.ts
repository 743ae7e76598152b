// What the recorded machine says of itself: its phones and its audit log.

import {
  type QueryAnswer,
  ascii,
  concat,
  nobleHashes,
  toBase64url,
  u64,
  utf8,
} from "@longrein/protocol";
import { idFrom, thisDevice } from "../src/state/recording.ts";

type Devices = Extract<QueryAnswer, { t: "devices" }>["devices"];

const day = 86_400_000;

export const recordedDevices = (): Devices => [
  {
    device: thisDevice,
    name: "Mara's phone",
    role: "owner",
    pairedAt: Date.now() - 40 * day,
    seenAt: Date.now(),
    here: true,
    words: "lusab-dafok-gomir-tunid",
  },
  {
    device: idFrom(41),
    name: "The tablet in the kitchen, which everybody uses to look at the watering",
    role: "viewer",
    pairedAt: Date.now() - 12 * day,
    seenAt: Date.now() - 2 * day,
    here: false,
    words: "zubaf-hilor-mapud-risog",
  },
  {
    device: idFrom(42),
    name: "iPhone\u202e",
    role: "operator",
    pairedAt: Date.now() - day,
    here: false,
    words: "bafim-dozul-kanir-posad",
  },
];

type Entries = Extract<QueryAnswer, { t: "audit" }>["entries"];

const said = [
  { what: "device.paired", device: toBase64url(thisDevice) },
  { what: "run.opened", run: toBase64url(idFrom(1)), driver: "scripted" },
  { what: "approval.asked", approval: toBase64url(idFrom(14)), run: toBase64url(idFrom(1)) },
  { what: "approval.approved", approval: toBase64url(idFrom(14)), device: toBase64url(thisDevice) },
  { what: "policy.ceiling", profile: "balanced", by: "machine" },
];

export function recordedAudit(): Entries {
  let chain: Uint8Array = new Uint8Array(32);
  return said.map((fields, index) => {
    const n = index + 1;
    const entry = JSON.stringify(fields);
    const entryHash = nobleHashes.sha256(utf8(entry));
    chain = nobleHashes.sha256(concat(ascii("longrein/1 audit\0"), u64(n), chain, entryHash));
    return { n, entryHash, chain, at: Date.now() - (said.length - index) * 60_000, entry };
  });
}
