// The connection, under the title: a whole line while live, a broken one otherwise, with the time up to
// which what is shown is true. Nothing pops up for it.

import type { ComponentChildren, JSX } from "preact";
import { Glyph, type GlyphName } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { PhoneState } from "../state/app-state.ts";
import type { LinkStatus } from "../state/phone-port.ts";
import { isRemembered } from "../state/remembered.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import { sayHeard } from "./say-time.ts";

interface Given {
  readonly state: PhoneState;
  /** Whose it is, where there are several. */
  readonly name?: string | undefined;
  /** Stands on the line in place of the word for "live", which is then only read aloud. */
  readonly children?: ComponentChildren;
}

export function LinkLine({ state, name, children }: Given): JSX.Element {
  const { link, heardAt } = state;
  const live = link.kind === "ready";
  const calm = isCalm(state);
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
        <Glyph name={glyphOfLink(link)} />
        {name !== undefined && (
          <span class="link-name one-line">
            <UntrustedText text={name} strictness="prose" />
          </span>
        )}
        <span>{live && !calm ? words.link.catchingUp : sayLink(link)}</span>
        {!live && heardAt !== undefined && (
          <span class="link-as-of">{words.link.asOf(sayHeard(heardAt))}</span>
        )}
      </div>
    </div>
  );
}

/** Live, and all that happened is in. */
export function isCalm(state: PhoneState): boolean {
  const { link, feeds } = state;
  if (isRemembered(state, "inbox")) return false;
  return link.kind === "ready" && feeds.get("inbox")?.current !== false;
}

export function glyphOfLink(link: LinkStatus): GlyphName {
  switch (link.kind) {
    case "ready":
      return "running";
    case "dialling":
    case "greeting":
    case "idle":
    case "waiting":
      return "offline";
    case "ended":
      return "failed";
  }
}

export function sayLink(link: LinkStatus): JSX.Element | string {
  switch (link.kind) {
    case "idle":
    case "dialling":
    case "greeting":
    case "ready":
      return words.link[link.kind];
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
