// The port while the link is still on its way: says at once what the vault knows, and keeps what it is asked
// until the link, which is most of the app's code, has been loaded and can take it.

import type { ApprovalAsk, Decision } from "@longrein/protocol";
import type { PhoneInput, PhonePort } from "../state/phone-port.ts";
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

  openRun(workspace: string, driver: string, prompt: string): void {
    this.#ask((link) => link.openRun(workspace, driver, prompt));
  }

  prompt(run: Uint8Array, text: string): void {
    this.#ask((link) => link.prompt(run, text));
  }

  stopRun(run: Uint8Array): void {
    this.#ask((link) => link.stopRun(run));
  }

  answer(ask: ApprovalAsk, decision: Decision): void {
    this.#ask((link) => link.answer(ask, decision));
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
