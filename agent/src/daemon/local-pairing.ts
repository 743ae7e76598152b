// Pairing as the command line does it: one `longrein pair` at a time has the offer, hears what becomes of it,
// and sends the code that somebody types.

import { mayApprove } from "@longrein/protocol";
import { devicesMax } from "@longrein/protocol/limits";
import type { Conversation } from "../control/control-server.ts";
import type { Answers, RequestOf } from "../control/verbs.ts";
import type { PairingFailure, PairingNews } from "../pairing/pairing-desk.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { AppSight, AppWatch } from "./app-watch.ts";
import type { Daemon } from "./daemon.ts";
import type { ShownOffer } from "./offers.ts";

type Paired = Answers["pair"];
const lookWithinMs = 10_000;
type SeenApp = Pick<AppWatch, "sight" | "lookNow">;

interface Session {
  readonly request: RequestOf<"pair">;
  readonly conversation: Conversation;
  readonly paired: (answer: Paired) => void;
  readonly failed: (failure: UserFailure) => void;
}

export class LocalPairing {
  readonly #daemon: () => Pick<Daemon, "devices" | "openOffer" | "pairing">;
  readonly #app: () => SeenApp | undefined;
  #session: Session | undefined;

  constructor(
    daemon: () => Pick<Daemon, "devices" | "openOffer" | "pairing">,
    app: () => SeenApp | undefined = () => undefined,
  ) {
    this.#daemon = daemon;
    this.#app = app;
  }

  news(news: PairingNews): void {
    const session = this.#session;
    if (session === undefined) return;
    switch (news.kind) {
      case "waiting":
        void session.conversation.news({ t: "waiting", name: news.name, seconds: news.seconds });
        return;
      case "paired": {
        this.#session = undefined;
        const { role } = session.request;
        return session.paired({ name: news.name, role, approver: mayApprove(session.request) });
      }
      case "failed":
        this.#session = undefined;
        return session.failed(failureOf(news.reason));
    }
  }

  async pair(request: RequestOf<"pair">, conversation: Conversation): Promise<Paired> {
    if (!request.withOtherApp) await refuseOtherApp(this.#app());
    const { devices, openOffer, pairing } = this.#daemon();
    // Before there is an offer: nobody should do all that is to be done at both screens for nothing.
    if (!devices.hasRoom)
      throw new UserFailure("refused", tooMany, "longrein devices revoke PHONE");
    this.#session?.failed(new UserFailure("failed", "another longrein pair has begun meanwhile"));
    const { promise, resolve, reject } = Promise.withResolvers<Paired>();
    const session: Session = { request, conversation, paired: resolve, failed: reject };
    this.#session = session;
    const offer = openOffer({ role: request.role, approver: request.approver });
    void conversation.news({ t: "offered", link: offer.link, expiresAt: offer.expiresAt });
    if (request.typedCode) void showTypedCode(offer, conversation);
    conversation.onInput((typed) => this.#session === session && pairing.confirm(typed));
    conversation.signal.addEventListener("abort", () => {
      if (this.#session !== session) return;
      this.#session = undefined;
      pairing.cancel();
    });
    return promise;
  }
}

/**
 * A phone that loads it would hand it the keys that it makes. Looked at now, unless it was the right one within the
 * hour: nobody may have looked yet, or it may have been put right.
 */
async function refuseOtherApp(app: SeenApp | undefined): Promise<void> {
  if (app === undefined || app.sight.kind === "same") return;
  const now = await Promise.race([app.lookNow(), asSeenSoon(app)]).catch(() => app.sight);
  if (now.kind !== "other") return;
  const why = `what phones would load is not the app that came with this longrein: ${now.what}`;
  throw new UserFailure(
    "refused",
    why,
    "longrein verify; if you know why: longrein pair --with-other-app",
  );
}

/** A relay that does not answer in time has no say in whether somebody waits. */
function asSeenSoon(app: SeenApp): Promise<AppSight> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(app.sight), lookWithinMs).unref();
  });
}

const tooMany = `${devicesMax} phones are paired, which is as many as there may be`;

/** Without it there is still the link: a relay that gives no nameplate is no reason to fail. */
async function showTypedCode(offer: ShownOffer, { news }: Conversation): Promise<void> {
  try {
    const code = await offer.typedCode();
    if (code !== undefined) await news({ t: "typed-code", code });
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : "it was not given one";
    await news({ t: "no-typed-code", why });
  }
}

function failureOf(reason: PairingFailure): UserFailure {
  return new UserFailure("failed", `${failures[reason]}; nothing was paired`, "longrein pair");
}

const failures: Readonly<Record<PairingFailure, string>> = {
  "wrong-code": "that was not the code on the phone",
  timeout: "nobody typed the code in time",
  cancelled: "pairing was cancelled",
  used: "the link was used already",
  gone: "the phone went away",
  expired: "the link has expired",
  guessed: "the typed code was wrong three times",
};
