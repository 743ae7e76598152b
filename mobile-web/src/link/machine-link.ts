// The standing link to one paired machine: dials as protocol/link-state says, proves the device in each
// new session, passes on what the agent says. Never trusts a socket that slept.

import {
  type AgentMessage,
  type Channel,
  type LinkAction,
  type LinkEvent,
  type LinkState,
  type PhoneMessage,
  authBytes,
  decodeAgentMessage,
  encodeHeader,
  encodePhoneMessage,
  stepLink,
  stoppedLink,
} from "@longrein/protocol";
import { sessionAgeMaxMs } from "@longrein/protocol/limits";
import type { DeviceKeys } from "../vault/device-keys.ts";
import type { Machine } from "../vault/machines.ts";
import { Conversation, type Ending, type Established } from "./conversation.ts";
import type { Feeds } from "./feeds.ts";

/** Whoever says something to the agent and hears nothing of it at all for so long speaks to nobody. */
export const answerWithinMs = 15_000;

export interface MachineLinkEvents {
  state(state: LinkState, lastEnding: Ending): void;
  /** The agent has accepted this device; `clockOffset` is its clock minus ours. */
  ready(ready: Extract<AgentMessage, { t: "ready" }>, clockOffset: number): void;
  message(message: AgentMessage): void;
}

export class MachineLink {
  readonly #machine: Machine;
  readonly #keys: DeviceKeys;
  readonly #feeds: Feeds;
  readonly #events: MachineLinkEvents;
  #state: LinkState = stoppedLink;
  #conversation: Conversation | undefined;
  #channel: Channel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  /** Runs while nothing of the agent has followed what was said to it: the relay's own signs of life prove nothing. */
  #unanswered: ReturnType<typeof setTimeout> | undefined;
  #ending: Ending = { kind: "broken" };
  #clockOffset = 0;
  #resting = false;
  /** The feeds that the agent was told of before it was ready. */
  #told: readonly string[] = [];

  constructor(machine: Machine, keys: DeviceKeys, feeds: Feeds, events: MachineLinkEvents) {
    this.#machine = machine;
    this.#keys = keys;
    this.#feeds = feeds;
    this.#events = events;
  }

  get ready(): boolean {
    return this.#state.kind === "ready";
  }

  start(): void {
    this.#step({ kind: "start" });
  }

  stop(): void {
    this.#step({ kind: "stop" });
    clearTimeout(this.#timer);
    clearTimeout(this.#renewal);
  }

  /** Until somebody looks again: whoever is not there is sent nothing, and costs the relay nothing. */
  rest(): void {
    if (this.#state.kind === "stopped") return;
    this.#resting = true;
    this.stop();
  }

  wake(): void {
    const kind = this.#resting ? "start" : "wake";
    this.#resting = false;
    this.#step({ kind });
  }

  send(message: PhoneMessage): void {
    void this.sendBytes(encodePhoneMessage(message));
  }

  /** For commands, whose bytes must be the same each time they are sent. Whether they left on this link. */
  async sendBytes(bytes: Uint8Array): Promise<boolean> {
    const sent = this.ready ? this.#channel?.send(bytes) : undefined;
    // A channel that ends meanwhile loses what was queued; whoever still wants it asks again.
    const left = sent?.then(
      () => true,
      () => false,
    );
    const hasLeft = (await left) === true;
    if (hasLeft) {
      this.#unanswered ??= setTimeout(() => this.#step({ kind: "closed" }), answerWithinMs);
    }
    return hasLeft;
  }

  #answered(): void {
    clearTimeout(this.#unanswered);
    this.#unanswered = undefined;
  }

  #step(event: LinkEvent): void {
    const before = this.#state;
    const { state, actions } = stepLink(before, event, performance.now(), Math.random());
    this.#state = state;
    for (const action of actions) this.#act(action);
    // That it was heard once more is news to nobody.
    const isStillReady = before.kind === "ready" && state.kind === "ready";
    if (before !== state && !isStillReady) this.#events.state(state, this.#ending);
  }

  #act(action: LinkAction): void {
    switch (action.kind) {
      case "dial":
        this.#ending = { kind: "broken" };
        this.#conversation = this.#dial();
        return;
      case "hang-up":
        this.#answered();
        this.#conversation?.hangUp();
        this.#conversation = undefined;
        this.#channel = undefined;
        return;
      case "ping":
        this.#conversation?.ping();
        return;
      case "timer":
        clearTimeout(this.#timer);
        this.#timer = setTimeout(
          () => this.#step({ kind: "tick" }),
          Math.max(0, action.at - performance.now()),
        );
    }
  }

  #dial(): Conversation {
    const { sessionId, relayUrl, agentNoiseKey, slot, secrets } = this.#machine;
    const peer = {
      relayUrl,
      sessionId,
      agentNoiseKey,
      header: { mode: "session" as const, id: slot },
      capability: secrets.capability,
      psk0: secrets.psk,
      noiseSecret: secrets.noise,
    };
    const conversation: Conversation = new Conversation(peer, {
      opened: () => this.#ifPresent(conversation, () => this.#step({ kind: "opened" })),
      heard: () => this.#ifPresent(conversation, () => this.#step({ kind: "heard" })),
      established: (channel, established) => this.#authenticate(channel, established),
      message: (bytes) => this.#ifPresent(conversation, () => this.#take(bytes)),
      ended: (ending) => this.#ifPresent(conversation, () => this.#ended(ending)),
    });
    return conversation;
  }

  #ifPresent(conversation: Conversation, act: () => void): void {
    if (conversation === this.#conversation) act();
  }

  async #authenticate(channel: Channel, established: Established): Promise<void> {
    const { handshakeHash, header, epoch, agentTimeMs } = established;
    this.#channel = channel;
    this.#clockOffset = agentTimeMs - Date.now();
    this.#feeds.enterEpoch(epoch);
    const signed = authBytes(handshakeHash, encodeHeader(header), this.#machine.sessionId);
    const signature = await this.#keys.identity.sign(signed);
    const cursors = this.#feeds.cursors();
    this.#told = cursors.map(({ feed }) => feed);
    await channel.send(encodePhoneMessage({ t: "auth", signature, epoch, cursors }));
  }

  #take(bytes: Uint8Array): void {
    const message = decodeAgentMessage(bytes);
    if (message === undefined) return;
    this.#answered();
    if (message.t !== "ready") return this.#events.message(message);
    this.#step({ kind: "ready" });
    // What somebody opened or left meanwhile could not be said yet.
    const cursors = this.#feeds.cursors();
    for (const cursor of cursors) {
      if (!this.#told.includes(cursor.feed)) this.send({ t: "follow", cursor });
    }
    for (const feed of this.#told) {
      if (!cursors.some((each) => each.feed === feed)) this.send({ t: "unfollow", feed });
    }
    clearTimeout(this.#renewal);
    // Fresh keys every hour, by dialling anew: one path for every beginning.
    this.#renewal = setTimeout(() => this.wake(), sessionAgeMaxMs);
    this.#events.ready(message, this.#clockOffset);
  }

  #ended(ending: Ending): void {
    this.#ending = ending;
    this.#step({ kind: "closed" });
  }
}
