// What has been read of the audit log so far: anew with each link, and when more of it is wanted.

import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { sessionOf } from "../use-answer.ts";
import { type AuditReading, readLog } from "./read-log.ts";
import { keepSeenHead, seenHead } from "./seen-head.ts";

export function useReading(phone: Phone, atLeast: number): AuditReading | undefined {
  const [reading, setReading] = useState<AuditReading | undefined>(undefined);
  const session = sessionOf(phone);
  useEffect(() => {
    if (session === undefined) return undefined;
    let isOver = false;
    const read = async () => {
      for await (const latest of readFromSeen(phone, atLeast)) {
        if (isOver) return;
        setReading((before) => (before?.kind === "read" && isOnItsWay(latest) ? before : latest));
      }
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [phone, session, atLeast]);
  return reading;
}

/** What stands there stays until there is something to put in its place. */
const isOnItsWay = ({ kind }: AuditReading): boolean => kind === "checking";

/** What is whole this phone has seen to its end. */
async function* readFromSeen(
  { port, state }: Phone,
  atLeast: number,
): AsyncGenerator<AuditReading> {
  const { machine } = state.peek();
  if (machine?.device === undefined || machine.audit === undefined) return;
  const { device, audit: greeting } = machine;
  for await (const reading of readLog({ port, greeting, seen: seenHead(device) }, atLeast)) {
    const last = reading.kind === "read" ? reading.entries.at(-1) : undefined;
    if (reading.kind === "read" && reading.verdict.kind === "whole" && last !== undefined) {
      keepSeenHead(device, { size: reading.size, head: last.chain });
    }
    yield reading;
  }
}
