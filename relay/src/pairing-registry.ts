// The Durable Object behind one nameplate: a record with two methods, hence itty-durable. Gone by alarm.
//
// Three traps of the library are closed here: it loads what it stored only in fetch(), so an alarm or a
// second life would start from nothing (loaded in the constructor); it obeys any request that comes with
// the right path (only calls of ours, only to listed methods); and it persists without being waited for
// (switched off, persisted by hand).

import { createDurable, proxyDurable } from "itty-durable";
import { type ClaimAnswer, type Nameplate, type Ticket, claim, reserve } from "./nameplate.ts";

const methods: ReadonlySet<string> = new Set(["reserve", "claim"]);

export class PairingRegistry extends createDurable() {
  /** The one stored field. */
  nameplate: Nameplate | null = null;

  constructor(state: DurableObjectState, environment: object) {
    super(state, environment);
    // The library sets this in fetch() alone, and its reset() needs it.
    Object.assign(this.state, { defaultState: JSON.stringify(this.getPersistable()) });
    void state.blockConcurrencyWhile(() => this.loadFromStorage());
  }

  override async fetch(request: Request): Promise<Response> {
    const { hostname, pathname } = new URL(request.url);
    const [, root, kind, method = "", ...rest] = pathname.split("/");
    const isOurs = hostname === "itty-durable" && root === "do" && kind === "call";
    if (!isOurs || rest.length > 0 || !methods.has(method)) {
      return new Response(null, { status: 404 });
    }
    const answer: unknown = await super.fetch(request);
    return answer instanceof Response ? answer : new Response(null, { status: 500 });
  }

  async reserve(ticket: Ticket): Promise<{ reserved: boolean }> {
    const reserved = reserve(this.nameplate ?? undefined, ticket, Date.now());
    if (reserved === undefined) return { reserved: false };
    this.nameplate = reserved;
    await this.persist();
    await this.setAlarm(reserved.expiresAt);
    return { reserved: true };
  }

  async claim(by: string): Promise<ClaimAnswer> {
    const { answer, left } = claim(this.nameplate ?? undefined, by, Date.now());
    if (left === undefined && this.nameplate !== null) await this.alarm();
    if (left !== undefined && left !== this.nameplate) {
      this.nameplate = left;
      await this.persist();
    }
    return answer;
  }

  /** Nobody needs it any more: nothing is left behind, not even an empty record. */
  async alarm(): Promise<void> {
    this.nameplate = null;
    await this.deleteAlarm();
    await this.destroy();
  }
}

export interface PairingRegistryStub {
  reserve(ticket: Ticket): Promise<{ reserved: boolean }>;
  claim(by: string): Promise<ClaimAnswer>;
}

/** Not to be returned from an async function: waiting for it would call its method "then", for ever. */
export function registryOf(
  registry: DurableObjectNamespace,
  nameplate: string,
): PairingRegistryStub {
  const registries: { get(name: string): PairingRegistryStub } = proxyDurable(registry, {
    parse: true,
  });
  return registries.get(nameplate);
}
