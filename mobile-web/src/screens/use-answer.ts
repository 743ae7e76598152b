// What the machine says when it is asked, asked again whenever there is a new link or `again` is another, and
// (unless that costs too much) every few seconds while it is looked at: phones come and go without telling each other.

import type { QueryAnswer } from "@longrein/protocol";
import { useEffect, useState } from "preact/hooks";
import { now } from "../first-load/clock.ts";
import type { Phone } from "../first-load/phone-store.ts";
import type { QueryBody } from "../state/phone-port.ts";

const glanceMs = 5_000;

export interface Told {
  readonly answer: QueryAnswer;
  readonly at: number;
}

/** `query` is the same object each time, or another question. */
export function useAnswer(
  phone: Phone,
  query: QueryBody,
  again: unknown,
  glances = true,
): Told | undefined {
  const [told, tell] = useState<Told | undefined>(undefined);
  const session = sessionOf(phone);
  const glance = glances && Math.floor(now.value / glanceMs);
  useEffect(() => {
    if (session === undefined) return undefined;
    let isOver = false;
    void phone.port.ask(query).then((answer) => {
      if (!isOver && answer !== undefined) tell({ answer, at: Date.now() });
    });
    return () => {
      isOver = true;
    };
  }, [phone, query, session, again, glance]);
  return told;
}

/** Another object with each greeting of the machine; undefined while there is no link. */
export function sessionOf({ state }: Phone): object | undefined {
  const { link, machine } = state.value;
  return link.kind === "ready" ? machine?.audit : undefined;
}
