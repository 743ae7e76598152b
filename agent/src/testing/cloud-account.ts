// What there is in an account of the fake of Cloudflare's API, and the form of calls and answers.

import type { IncomingMessage } from "node:http";

export interface Uploaded {
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly tag: string | undefined;
  readonly message: string | undefined;
}

export interface FakeWorker {
  /** The latest last. */
  readonly versions: Uploaded[];
  readonly secrets: Map<string, string>;
  /** Reachable at workers.dev. */
  enabled: boolean;
}

export interface Asked {
  readonly method: string;
  /** Without what stands before the API's version, without query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class CloudAccount {
  accounts = [{ id: "0a".repeat(16), name: "Ada" }];
  subdomain: string | undefined = "ada";
  readonly workers = new Map<string, FakeWorker>();
  /** Of files, by their hash. */
  readonly files = new Set<string>();

  /** As somebody else would have put it there. */
  addWorker(name: string, tag?: string): void {
    const version = { id: newId(), metadata: {}, code: "", tag, message: undefined };
    this.workers.set(name, { ...emptyWorker(), versions: [version] });
  }
}

export function emptyWorker(): FakeWorker {
  return { versions: [], secrets: new Map(), enabled: false };
}

export function newId(): string {
  return crypto.randomUUID();
}
