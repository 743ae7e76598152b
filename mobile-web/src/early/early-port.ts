// The port while the link is still on its way: says at once what the vault knows, and keeps what it is asked
// until the link, which is most of the app's code, has been loaded and can take it.

import type { ApprovalAsk, Decision, QueryAnswer } from "@longrein/protocol";
import type { Key } from "../state/identifiers.ts";
import type { CommandBody, PhoneInput, PhonePort, QueryBody } from "../state/phone-port.ts";
import { type Vault, openVault } from "../vault/open-vault.ts";

export type Link = Omit<PhonePort, "onInput">;
export type LinkMaker = (vault: Vault, tell: (input: PhoneInput) => void) => Link;

export class EarlyPort implements PhonePort {
  readonly #loadLink: () => Promise<LinkMaker>;
  readonly #link = Promise.withResolvers<Link>();
  #listener: (input: PhoneInput) => void = () => undefined;

  constructor(loadLink: () => Promise<LinkMaker>) {
    this.#loadLink = loadLink;
  }

  onInput(listener: (input: PhoneInput) => void): void {
    this.#listener = listener;
  }

  start(): void {
    openVault().then(
      (vault) => this.#opened(vault),
      () => this.#ended("storage"),
    );
  }

  pair(link: string, deviceName: string): void {
    this.#tell({ kind: "pairing", at: Date.now(), status: { kind: "connecting" } });
    this.#ask((port) => port.pair(link, deviceName));
  }

  async unpair(): Promise<void> {
    const link = await this.#link.promise;
    await link.unpair();
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
    this.#ask((link) => link.follow(feed));
  }

  unfollow(feed: string): void {
    this.#ask((link) => link.unfollow(feed));
  }

  #opened(vault: Vault): void {
    const { pairing } = vault;
    const status =
      pairing === undefined
        ? ({ kind: "none" } as const)
        : ({ kind: "paired", machine: pairing.machine.name } as const);
    this.#tell({ kind: "pairing", at: Date.now(), status });
    // Its bytes have been on their way since the page was read; running them waits for the first picture.
    this.#loadLink().then(
      (make) => {
        const link = make(vault, (input) => this.#tell(input));
        link.start();
        this.#link.resolve(link);
      },
      () => this.#ended("incomplete"),
    );
  }

  #ask(act: (link: Link) => void): void {
    void this.#link.promise.then(act);
  }

  #ended(reason: "storage" | "incomplete"): void {
    this.#tell({ kind: "link", at: Date.now(), status: { kind: "ended", reason } });
  }

  #tell(input: PhoneInput): void {
    this.#listener(input);
  }
}
