// The line between what is shown and what is connected, for the phone as a whole: which machines it is paired
// with, pairing itself, and what concerns the app. What a machine says comes under its name.

import type { Key } from "./identifiers.ts";
import type { MachinePort, PhoneInput } from "./phone-port.ts";

export type AppStatus =
  /** The vault has not said yet which machines there are. */
  | "opening"
  | "here"
  /** Another tab of the app speaks for this phone. */
  | "elsewhere"
  /** This browser keeps nothing. */
  | "storage"
  /** A part of the app itself did not load. */
  | "incomplete";

export type PairingFailure =
  | "wrong-code"
  | "timeout"
  | "cancelled"
  /** By another phone, or by this one before. */
  | "used"
  /** The relay knows of no such offer: its time is over, or another took its place; it may have been used before. */
  | "expired"
  /** The link was used here, and the machine not heard to the end: the connection broke, or the page was loaded anew. */
  | "broken-off"
  | "unreachable"
  | "malformed"
  /** No machine waits for it: mistyped, expired, used, or ended by wrong guesses. */
  | "code-unknown"
  /** By another phone, or by this one before its page was loaded anew. */
  | "code-claimed"
  /** The relay takes so many tries a minute. */
  | "code-too-often"
  /** The half of it that the machine checks is another. */
  | "code-wrong"
  /** The app came from no relay, and a code does not name one. */
  | "code-no-relay"
  /** As many machines as a phone may have. */
  | "full"
  | "storage";

export type PairingStatus =
  /** None is under way. */
  | { readonly kind: "none" }
  | { readonly kind: "connecting" }
  /** Show the four digits: they are typed at the machine. */
  | { readonly kind: "check-code"; readonly code: string; readonly secondsLeft: number }
  | { readonly kind: "paired" }
  | { readonly kind: "failed"; readonly reason: PairingFailure };

/** A machine as the vault holds it, without anything secret. */
export interface KnownMachine {
  readonly key: Key;
  /** What it calls itself. */
  readonly name: string;
  /** What it is called on this phone, if that is something else. */
  readonly label: string | undefined;
  /** This phone, as the machine names it: another one after it was paired anew. */
  readonly device: Key;
  /** By the phone's clock. */
  readonly heardAt: number | undefined;
}

/** `at` is when it happened by the phone's clock, in milliseconds since 1970. */
export type FleetInput =
  | { readonly kind: "app"; readonly status: AppStatus }
  | { readonly kind: "pairing"; readonly status: PairingStatus }
  /** All that there are, in the order in which they stand: at the beginning and after each change. */
  | { readonly kind: "machines"; readonly machines: readonly KnownMachine[] }
  | { readonly kind: "of-machine"; readonly machine: Key; readonly input: PhoneInput };

export interface FleetPort {
  /** In order. One listener; set before `start`. */
  onInput(listener: (input: FleetInput) => void): void;
  /** A whole pairing link or its fragment, or a typed code. The machines that there are stay. */
  pair(link: string, deviceName: string): void;
  /** On this phone alone; an empty label is the machine's own name again. */
  rename(machine: Key, label: string): void;
  /** Its keys, drafts and what has not been sent; the others notice nothing. */
  forget(machine: Key): Promise<void>;
  /** All that the vault holds is gone then, and the app of no use before it is loaded anew. */
  wipe(): Promise<void>;
  /** What is asked of a machine that is not there is not done. */
  machine(machine: Key): MachinePort;
  /** Loads the vault and dials all machines; waits while another tab of the app does so. */
  start(): void;
  /** As `start`, but the other tab lets go. */
  useHere(): void;
}
