// The port while the link is still on its way: says at once what the vault knows, and keeps what it is asked
// until the link, which is most of the app's code, has been loaded and can take it. There is a link only
// while it is this tab's turn to speak for the phone.

import type { ApprovalAsk, Decision, QueryAnswer } from "@longrein/protocol";
import type { Key } from "../state/identifiers.ts";
import type {
  CommandBody,
  PairingStatus,
  PhoneInput,
  PhonePort,
  QueryBody,
} from "../state/phone-port.ts";
import { type Vault, openVault } from "../vault/open-vault.ts";
import { eraseDatabase } from "../vault/database.ts";
import { Turn } from "./turn.ts";

export type Link = Omit<PhonePort, "onInput" | "useHere" | "wipe"> & {
  /** For good. Once this is done it writes nothing more. */
  letGo(): Promise<void>;
};
export type LinkMaker = (vault: Vault, tell: (input: PhoneInput) => void) => Link;

export class EarlyPort implements PhonePort {
  readonly #loadLink: () => Promise<LinkMaker>;
  readonly #turn = new Turn({
    begins: () => this.#begin(),
    ends: () => this.#end(),
    isElsewhere: () => this.#tell({ kind: "link", at: Date.now(), status: { kind: "elsewhere" } }),
  });
  readonly #followed = new Set<string>();
  /** Another one each time that this tab's turn begins. */
  #link = Promise.withResolvers<Link>();
  #made: Link | undefined;
  #listener: (input: PhoneInput) => void = () => undefined;

  constructor(loadLink: () => Promise<LinkMaker>) {
    this.#loadLink = loadLink;
  }

  onInput(listener: (input: PhoneInput) => void): void {
    this.#listener = listener;
  }

  start(): void {
    this.#turn.wait();
  }

  useHere(): void {
    void this.#turn.takeOver();
  }

  pair(link: string, deviceName: string): void {
    this.#tell({ kind: "pairing", at: Date.now(), status: { kind: "connecting" } });
    this.#ask((port) => port.pair(link, deviceName));
  }

  async unpair(): Promise<void> {
    const link = await this.#link.promise;
    await link.unpair();
  }

  async wipe(): Promise<void> {
    await this.#made?.letGo();
    await eraseDatabase();
  }

  give(command: CommandBody): void {
    this.#ask((link) => link.give(command));
  }

  answer(ask: ApprovalAsk, decision: Decision, words?: string): void {
    this.#ask((link) => link.answer(ask, decision, words));
  }

  sendNow(command: Uint8Array): void {
    this.#ask((link) => link.sendNow(command));
  }

  takeBack(command: Uint8Array): void {
    this.#ask((link) => link.takeBack(command));
  }

  async ask(query: QueryBody): Promise<QueryAnswer | undefined> {
    const link = await this.#link.promise;
    return link.ask(query);
  }

  keepDraft(run: Key, text: string): void {
    this.#ask((link) => link.keepDraft(run, text));
  }

  follow(feed: string): void {
    this.#followed.add(feed);
    this.#made?.follow(feed);
  }

  unfollow(feed: string): void {
    this.#followed.delete(feed);
    this.#made?.unfollow(feed);
  }

  #begin(): void {
    const { promise } = this.#link;
    const isOver = () => promise !== this.#link.promise;
    const tell = (input: PhoneInput) => {
      if (!isOver()) this.#tell(input);
    };
    const ended = (reason: "storage" | "incomplete") =>
      tell({ kind: "link", at: Date.now(), status: { kind: "ended", reason } });
    tell({ kind: "link", at: Date.now(), status: { kind: "idle" } });
    openVault().then(
      (vault) => {
        tell({ kind: "pairing", at: Date.now(), status: pairingOf(vault) });
        // Its bytes have been on their way since the page was read; running them waits for the first picture.
        this.#loadLink().then(
          (make) => {
            if (!isOver()) this.#start(make(vault, tell));
          },
          () => ended("incomplete"),
        );
      },
      () => ended("storage"),
    );
  }

  #start(link: Link): void {
    for (const feed of this.#followed) link.follow(feed);
    link.start();
    this.#made = link;
    this.#link.resolve(link);
  }

  async #end(): Promise<void> {
    const made = this.#made;
    this.#made = undefined;
    this.#link = Promise.withResolvers();
    this.#tell({ kind: "link", at: Date.now(), status: { kind: "elsewhere" } });
    await made?.letGo();
  }

  #ask(act: (link: Link) => void): void {
    void this.#link.promise.then(act);
  }

  #tell(input: PhoneInput): void {
    this.#listener(input);
  }
}

function pairingOf({ pairing }: Vault): PairingStatus {
  return pairing === undefined
    ? { kind: "none" }
    : { kind: "paired", machine: pairing.machine.name };
}
