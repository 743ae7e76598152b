// The connection, under the title: a whole line while live, a broken one otherwise, with the time up to
// which what is shown is true. Nothing pops up for it.

import type { ComponentChildren, JSX } from "preact";
import { Glyph, type GlyphName } from "../parts/glyph.tsx";
import type { PhoneState } from "../state/app-state.ts";
import type { LinkStatus } from "../state/phone-port.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import { exactTime } from "./say-time.ts";

interface Given {
  readonly state: PhoneState;
  /** Stands on the line in place of the word for "live", which is then only read aloud. */
  readonly children?: ComponentChildren;
}

export function LinkLine({ state, children }: Given): JSX.Element {
  const { link, heardAt } = state;
  const live = link.kind === "ready";
  const calm = live && !isBehind(state);
  const quiet = calm && children !== undefined;
  return (
    <div class="link" data-link={link.kind}>
      {children}
      <div
        class={quiet ? "only-read-aloud" : "link-words"}
        data-testid="link-status"
        data-link={link.kind}
        role="status"
      >
        <Glyph name={glyphOf(link)} />
        <span>{live && !calm ? words.link.catchingUp : say(link)}</span>
        {!live && heardAt !== undefined && (
          <span class="link-as-of">{words.link.asOf(exactTime(heardAt))}</span>
        )}
      </div>
    </div>
  );
}

function isBehind(state: PhoneState): boolean {
  return state.feeds.get("inbox")?.current === false;
}

function glyphOf(link: LinkStatus): GlyphName {
  switch (link.kind) {
    case "ready":
      return "running";
    case "dialling":
    case "greeting":
    case "idle":
    case "elsewhere":
    case "waiting":
      return "offline";
    case "ended":
      return "failed";
  }
}

function say(link: LinkStatus): JSX.Element | string {
  switch (link.kind) {
    case "idle":
    case "elsewhere":
      return words.link.idle;
    case "dialling":
      return words.link.dialling;
    case "greeting":
      return words.link.greeting;
    case "ready":
      return words.link.ready;
    case "waiting":
      return <Waiting link={link} />;
    case "ended":
      return words.link.ended[link.reason];
  }
}

type WaitingLink = Extract<LinkStatus, { readonly kind: "waiting" }>;

function Waiting({ link }: { readonly link: WaitingLink }): JSX.Element {
  const seconds = Math.max(0, Math.ceil((link.untilMs - now.value) / 1_000));
  const reason = words.link.waiting[link.reason];
  // Read aloud once, not with every second of the countdown.
  return (
    <>
      {reason}
      <span aria-hidden="true">
        {words.app.comma}
        {words.link.trying(seconds)}
      </span>
    </>
  );
}
