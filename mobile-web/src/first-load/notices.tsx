// Where a machine has something that one should know before answering, the part that says it.

import type { JSX } from "preact";
import type { NoticesGiven } from "./machine-notices.tsx";
import { partInWords } from "./part-in-words.ts";

const MachineNotices = partInWords(() => import("./machine-notices.tsx"), "MachineNotices");

export function Notices(given: NoticesGiven): JSX.Element | null {
  const { feeds, setup } = given.state;
  // What was spent is judged by the part itself.
  const hasSome =
    setup?.spend || setup?.warning || [...feeds.values()].some(({ changed }) => changed);
  return hasSome ? <MachineNotices {...given} /> : null;
}
