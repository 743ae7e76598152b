// All of it together: what phones say about being told something while their app is closed, and who tells them.

import { toBase64url } from "@longrein/protocol";
import { Eyes, type Sessions } from "./eyes.ts";
import { Notifier } from "./notifier.ts";
import { PushDesk } from "./push-desk.ts";
import { PushSender, type PushSenderOptions } from "./push-sender.ts";

export interface PushParts extends Pick<PushSenderOptions, "ownHosts" | "sent"> {
  readonly machine: string;
  /** Where the app is served from. */
  readonly contact: string;
}

export interface AssemblePushOptions
  extends Pick<PushSenderOptions, "store" | "clock">, Partial<PushParts> {
  readonly presence: Sessions;
  readonly agent: { readonly sessionId: Uint8Array };
}

export function assemblePush({
  store,
  clock,
  presence,
  agent,
  machine = "",
  contact,
  ownHosts = () => [],
  sent = () => undefined,
}: AssemblePushOptions): PushDesk {
  const eyes = new Eyes(presence);
  const teller = { key: toBase64url(agent.sessionId), name: machine };
  // An address without https tells a push service nothing, and some refuse it.
  const shown = contact?.startsWith("https:") === true ? contact : undefined;
  const sender = new PushSender({ store, clock, teller, contact: shown, ownHosts, sent });
  new Notifier({ store, clock, eyes, sender }).start();
  return new PushDesk({ store, clock, eyes, sender });
}
