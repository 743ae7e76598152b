// Where a machine has something that one should know before answering, the part that says it.

import type { JSX } from "preact";
import type { NoticesGiven } from "./machine-notices.tsx";
import { partInWords } from "./part-in-words.ts";

const MachineNotices = partInWords<NoticesGiven>(
  async () => (await import("./machine-notices.tsx")).MachineNotices,
);

export function Notices(given: NoticesGiven): JSX.Element | null {
  const { feeds, setup } = given.state;
  const hasSome = setup?.warning || [...feeds.values()].some((place) => place.changed);
  return hasSome ? <MachineNotices {...given} /> : null;
}
