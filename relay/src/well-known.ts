// What a client may want to know before it connects: versions, limits, build. Nothing about who is here.

import { subprotocol } from "@longrein/protocol/envelope";
import { admissionsMax, frameBytesMax, proveWithinMs } from "@longrein/protocol/limits";
import { type Environment, parseSettings } from "./environment.ts";

/** Set by the build; see scripts/build.ts. */
declare const LONGREIN_BUILD: string | undefined;

export const protocolVersions = { min: 1, max: 1 } as const;

export function wellKnown(environment: Environment) {
  const { phonesMax, allowedSessions, enrolmentSecret } = parseSettings(environment);
  const isPrivate = allowedSessions !== undefined || enrolmentSecret !== undefined;
  return {
    product: "longrein",
    build: typeof LONGREIN_BUILD === "string" ? LONGREIN_BUILD : "unbuilt",
    protocol: { ...protocolVersions, subprotocol },
    access: isPrivate ? "private" : "public",
    limits: { frameBytesMax, phonesPerSessionMax: phonesMax, admissionsMax, proveWithinMs },
  };
}
