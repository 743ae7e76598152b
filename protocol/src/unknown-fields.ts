// Fields that a peer sent and this version would drop: harmless in an ordinary message, refused where
// what is not understood must not be acted on.

import { ProtocolFailure } from "./failure.ts";
import { isRecord } from "./shape.ts";

/** `understood` is what was parsed, turned back: it must have every field that was sent. */
export function refuseUnknownFields(sent: unknown, understood: unknown, path: string): void {
  if (Array.isArray(sent) && Array.isArray(understood)) {
    sent.forEach((item, index) =>
      refuseUnknownFields(item, understood[index], `${path}[${index}]`),
    );
    return;
  }
  if (!isRecord(sent) || !isRecord(understood)) return;
  for (const name of Object.keys(sent)) {
    if (!Object.hasOwn(understood, name)) {
      throw new ProtocolFailure("UNSUPPORTED", `unknown field ${name} at ${path}`);
    }
    refuseUnknownFields(sent[name], understood[name], `${path}.${name}`);
  }
}
