// Ids for what coding agents are told to call things by, in the form that they expect.

import { randomUUID } from "node:crypto";

export function newId(): string {
  return randomUUID();
}
