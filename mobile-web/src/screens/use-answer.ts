// What the machine says when it is asked, asked again whenever there is a new link or `again` is another.

import type { QueryAnswer } from "@longrein/protocol";
import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../first-load/phone-store.ts";
import type { QueryBody } from "../state/phone-port.ts";

export interface Told {
  readonly answer: QueryAnswer;
  readonly at: number;
}

/** `query` is the same object each time, or another question. */
export function useAnswer(phone: Phone, query: QueryBody, again: unknown): Told | undefined {
  const [told, tell] = useState<Told | undefined>(undefined);
  const { link } = phone.state.value;
  const since = link.kind === "ready" ? link.since : undefined;
  useEffect(() => {
    if (since === undefined) return undefined;
    let isOver = false;
    void phone.port.ask(query).then((answer) => {
      if (!isOver && answer !== undefined) tell({ answer, at: Date.now() });
    });
    return () => {
      isOver = true;
    };
  }, [phone, query, since, again]);
  return told;
}
