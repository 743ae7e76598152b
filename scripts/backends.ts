// The three implementations of the protocol's primitives side by side, for vectors, tests and benchmarks.

import { randomBytes } from "node:crypto";
import { nodePrimitives } from "../agent/src/platform/node-primitives.ts";
import { webPrimitives } from "../mobile-web/src/vault/web-primitives.ts";
import { noblePrimitives } from "../protocol/src/noble-primitives.ts";
import type { Primitives } from "../protocol/src/primitives.ts";

export const backends: readonly Primitives[] = [
  nodePrimitives,
  webPrimitives,
  noblePrimitives((length) => new Uint8Array(randomBytes(length))),
];
