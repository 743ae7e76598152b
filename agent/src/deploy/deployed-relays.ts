// Which relays were deployed from this machine, kept beside the settings: by its mark one's own is told from another
// Worker of the same name. No secret is in it.

import { object, list, optional, text } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { readPrivateFile, writePrivateFile } from "../platform/private-file.ts";
import { UserFailure } from "../platform/user-failure.ts";

const relayShape = object({
  name: text(63),
  account: text(64),
  mark: text(64),
  /** Absent until it has been reached. */
  url: optional(text(256)),
});
const relaysShape = object({ relays: list(relayShape, 64) });

export interface DeployedRelay {
  readonly name: string;
  readonly account: string;
  readonly mark: string;
  readonly url?: string;
}

export class DeployedRelays {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  all(): readonly DeployedRelay[] {
    const source = readPrivateFile(this.#file);
    if (source === undefined) return [];
    try {
      return relaysShape.parse(parseStrictJson(source), "relays").relays;
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : "it is not understood";
      const hint = "remove the file: with --replace a relay is deployed without it, too";
      throw new UserFailure("failed", `${this.#file}: ${why}`, hint, { cause: failure });
    }
  }

  /** Without an account, the one of that name in any. */
  find(name: string, account?: string): DeployedRelay | undefined {
    return this.all().find(
      (relay) => relay.name === name && (account === undefined || relay.account === account),
    );
  }

  keep(relay: DeployedRelay): void {
    this.#write([...this.#without(relay), relay]);
  }

  forget(relay: DeployedRelay): void {
    this.#write(this.#without(relay));
  }

  #without({ name, account }: DeployedRelay): readonly DeployedRelay[] {
    return this.all().filter((one) => one.name !== name || one.account !== account);
  }

  #write(relays: readonly DeployedRelay[]): void {
    const plain = relaysShape.plain({ relays });
    writePrivateFile(this.#file, `${JSON.stringify(plain, null, 2)}\n`);
  }
}
