// Whether a run only goes on: then nothing on its page but the rows and their number need be looked at again. Pure.

import type { PhoneState } from "./app-state.ts";
import type { Key } from "./identifiers.ts";
import type { FeedPlace, Known } from "./known.ts";

/** The state of before where the run's items alone have changed since, and when something was heard last. */
export function atRest(before: PhoneState, now: PhoneState, run: Key): PhoneState {
  const { feeds, transcripts, heardAt: _, ...rest } = now;
  const isSame =
    hasSame(before, rest) &&
    areSamePlaces(before.feeds, feeds) &&
    isSameBesideItems(before.transcripts, transcripts, run);
  return isSame ? before : now;
}

/** How far a feed has come says only that it goes on. */
function areSamePlaces(before: Known["feeds"], now: Known["feeds"]): boolean {
  return (
    before.size === now.size &&
    [...now].every(([feed, place]) => isSamePlace(before.get(feed), place))
  );
}

function isSamePlace(before: FeedPlace | undefined, { current, changed }: FeedPlace): boolean {
  return before?.current === current && before.changed === changed;
}

function isSameBesideItems(
  before: Known["transcripts"],
  now: Known["transcripts"],
  run: Key,
): boolean {
  const [known, next] = [before.get(run), now.get(run)];
  if (known === undefined || next === undefined) return known === next;
  const { items: _, highest: __, ...rest } = next;
  return hasSame(known, rest);
}

function hasSame<T extends object>(before: T, part: Partial<T>): boolean {
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.entries(part).every(([name, value]) => known.get(name) === value);
}
