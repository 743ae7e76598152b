// A run as its coding agent's driver sees it: a folder, a feed to speak into, and somebody to ask.

import type { DriverRun, QuestionParts, RunEvent } from "../runs/driver.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunLog } from "./run-log.ts";
import type { Turn } from "./turn.ts";
import type { Wishes } from "./wishes.ts";

const atRest = { kind: "refused", why: "no turn of the run is under way" } as const;

/** Nothing is asked or done outside of a turn: nobody would know on whose account. */
export function conversationView(
  folder: string,
  log: RunLog,
  questions: QuestionKeeper,
  wishes: Wishes,
  presentTurn: () => Turn | undefined,
  mayEmit: (event: RunEvent) => boolean,
): DriverRun {
  const inTurn = <T>(otherwise: T, act: (turn: Turn) => Promise<T>): Promise<T> => {
    const turn = presentTurn();
    return turn === undefined ? Promise.resolve(otherwise) : turn.hold(act(turn));
  };
  const ask = async (turn: Turn, parts: QuestionParts, from?: string, signal?: AbortSignal) => {
    const signals = signal === undefined ? [turn.signal] : [turn.signal, signal];
    const asked = questions.ask(log.id, parts, from, AbortSignal.any(signals));
    if (asked !== undefined) return turn.waitFor(asked);
    log.notice("warning", "it asked something that cannot be shown on a phone");
    return undefined;
  };
  return {
    folder,
    emit: (event) => {
      if (mayEmit(event)) log.emit(event);
    },
    nextItem: () => log.nextItem(),
    perform: (wish, title, says) =>
      inTurn(atRest, (turn) => wishes.perform(turn, wish, title, says)),
    ask: (asking) => inTurn(atRest, (turn) => wishes.ask(turn, asking)),
    question: (parts, from, signal) => inTurn(undefined, (turn) => ask(turn, parts, from, signal)),
    inSession: (session) => log.inSession(session),
    titled: (title) => log.titled(title),
  };
}
