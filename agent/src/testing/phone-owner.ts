// What somebody does with a phone that is in a session: opens runs, reads what is asked, and answers it with
// a real signature. What the phone itself would keep and show is left out.

import {
  type ApprovalAsk,
  type Command,
  type Decision,
  decodeEvent,
  encodePhoneMessage,
  equalBytes,
  inboxFeed,
} from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { systemClock } from "../platform/clock.ts";
import { PhoneUnderTest } from "./phone-under-test.ts";
import { until } from "./until.ts";
import type { WirePhone } from "./wire-phone.ts";

const patienceMs = 30_000;
const underWay = ["accepted", "running"];

export class PhoneOwner {
  /** Makes and signs the commands. */
  readonly commands: PhoneUnderTest;
  readonly #phone: WirePhone;
  readonly #answered: ApprovalAsk[] = [];

  constructor(phone: WirePhone, agent: AgentNames, device: Uint8Array) {
    const { identityKey, privateKey } = phone;
    this.#phone = phone;
    this.commands = new PhoneUnderTest(agent, () => systemClock.now(), {
      id: device,
      identityKey,
      privateKey,
    });
  }

  /** Resolves with how it has ended. */
  async give(command: Command): Promise<string> {
    await this.#phone.sayBytes(encodePhoneMessage(command));
    const ended = () =>
      this.#phone.heard.find(
        (one) =>
          one.t === "outcome" && equalBytes(one.id, command.id) && !underWay.includes(one.state),
      );
    await until(() => ended() !== undefined, `an end of ${command.t}`, patienceMs);
    const outcome = ended();
    return outcome?.t === "outcome" ? (outcome.code ?? outcome.state) : "";
  }

  /** What is asked and was not answered with this phone, once it is. */
  async asked(): Promise<ApprovalAsk> {
    await until(() => this.#open() !== undefined, "to be asked", patienceMs);
    const ask = this.#open();
    if (ask === undefined) throw new Error("expected to be asked");
    return ask;
  }

  answer(ask: ApprovalAsk, decision: Decision, scope?: "run"): Promise<string> {
    const ready = this.#phone.heard.findLast(({ t }) => t === "ready");
    if (ready?.t === "ready") this.commands.auditHead = ready.auditHead;
    this.#answered.push(ask);
    return this.give(this.commands.answer(ask, decision, scope && { scope }));
  }

  #open(): ApprovalAsk | undefined {
    const asks = this.#phone.heard.flatMap((message) => {
      const isInbox = message.t === "event" && message.feed === inboxFeed;
      const event = isInbox ? decodeEvent(message.body) : undefined;
      return event?.t === "approval.asked" ? [event.ask] : [];
    });
    return asks.find(
      ({ approval }) => !this.#answered.some((one) => equalBytes(one.approval, approval)),
    );
  }
}
