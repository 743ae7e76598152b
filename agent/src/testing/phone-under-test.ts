// A paired phone as far as the desk can tell: an identity key, commands, and signatures over what its feed
// has shown it.

import { type KeyObject, generateKeyPairSync, sign } from "node:crypto";
import {
  type AgentMessage,
  type ApprovalAsk,
  type ApprovalStatement,
  type Command,
  type Decision,
  type QuestionAnswer,
  approvalBytes,
  encodePhoneMessage,
  utf8,
} from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { randomBytes } from "./rows.ts";

export type Told = Omit<Extract<AgentMessage, { t: "outcome" }>, "t" | "id">;
type Opening = Partial<Extract<Command, { t: "run.open" }>>;
type WithoutId<C> = C extends Command ? Omit<C, "id" | "exp"> : never;
type BareCommand = WithoutId<Exclude<Command, { t: "approval.answer" }>>;
type BareSet = Extract<BareCommand, { t: "run.set" }>;
type Answer = Extract<Command, { t: "approval.answer" }>;

interface Identity {
  readonly id: Uint8Array;
  readonly identityKey: Uint8Array;
  readonly privateKey: KeyObject;
}

export class PhoneUnderTest {
  readonly id: Uint8Array;
  readonly identityKey: Uint8Array;
  /** As the agent last told it; zeros are where every log begins. */
  auditHead: Uint8Array = new Uint8Array(32);
  readonly #privateKey: KeyObject;
  readonly #agent: AgentNames;
  readonly #now: () => number;

  /** With the identity of a phone that was paired, or with one of its own. */
  constructor(agent: AgentNames, now: () => number, identity: Identity = newIdentity()) {
    this.id = identity.id;
    this.identityKey = identity.identityKey;
    this.#privateKey = identity.privateKey;
    this.#agent = agent;
    this.#now = now;
  }

  open(about: Opening = {}): Command {
    const names = { workspace: "w", driver: "puppet", prompt: "do it" };
    return { t: "run.open", ...this.#command(), ...names, ...about };
  }

  prompt(run: Uint8Array, text = "go on", when?: "queue" | "steer"): Command {
    return { t: "run.prompt", ...this.#command(), run, text, ...(when && { when }) };
  }

  /** Lets it go on where a restart has interrupted it. */
  goOn(run: Uint8Array): Command {
    return { t: "run.prompt", ...this.#command(), run, text: "go on", goOn: true };
  }

  set(run: Uint8Array, settings: Omit<BareSet, "t" | "run">): Command {
    return { t: "run.set", ...this.#command(), run, ...settings };
  }

  answerQuestion(question: Uint8Array, answer: QuestionAnswer): Command {
    return { t: "question.answer", ...this.#command(), question, answer };
  }

  stop(run: Uint8Array): Command {
    return { t: "run.stop", ...this.#command(), run };
  }

  /** A command that is nothing but its fields. */
  command(about: BareCommand): Command {
    return { ...this.#command(), ...about };
  }

  answer(ask: ApprovalAsk, decision: Decision, told: Partial<Answer> = {}): Answer {
    const { auditHead } = this;
    const rendererVersion = 1;
    const signature = this.sign({
      sessionId: this.#agent.sessionId,
      agentNoiseKey: this.#agent.noiseKey,
      agentIdentityKey: this.#agent.identityKey,
      run: ask.run,
      approval: ask.approval,
      actionBytes: utf8(ask.action),
      decision,
      shown: ask.approvals ?? "exact",
      scope: told.scope ?? "once",
      notAfter: ask.notAfter,
      nonce: ask.nonce,
      device: this.id,
      auditHead,
      rendererVersion,
    });
    const answered = { approval: ask.approval, decision, auditHead, rendererVersion, signature };
    return { t: "approval.answer", ...this.#command(), ...answered, ...told };
  }

  sign(statement: ApprovalStatement): Uint8Array {
    const bytes = approvalBytes(nodePrimitives, statement);
    return new Uint8Array(sign(null, bytes, this.#privateKey));
  }

  /** As it travels. */
  encode(command: Command): Uint8Array {
    return encodePhoneMessage(command);
  }

  #command() {
    return { id: randomBytes(16), exp: this.#now() + 600_000 };
  }
}

function newIdentity(): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const der = publicKey.export({ format: "der", type: "spki" });
  return { id: randomBytes(16), identityKey: new Uint8Array(der.subarray(12)), privateKey };
}
