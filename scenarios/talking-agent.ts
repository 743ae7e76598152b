// A coding agent that does what no demo does: it asks questions, takes words into its turn, and has models to choose
// from; with the real agent and the real relay around it.

import type { QuestionAnswer } from "@longrein/protocol";
import type { Driver, DriverRun } from "../agent/src/runs/driver.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";

const workspace = "orchard";
const name = "talker";

/** It takes up a choice once `mayChoose` has come, and no mode but the one that it is in. */
export function startTalkingAgent(
  firstPrompt: string,
  mayChoose: Promise<void> = Promise.resolve(),
): Promise<AgentHere> {
  return startAgentHere({
    drivers: [talkingDriver(mayChoose)],
    workspace,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: name, prompt: { text: firstPrompt } });
    },
  });
}

/** "ask" asks two things at once; anything else listens until it was told something, and says what. */
const talkingDriver = (mayChoose: Promise<void>): Driver => ({
  name,
  describe: () =>
    Promise.resolve({
      name,
      title: "Talker",
      approvals: "exact",
      models: [
        { name: "large", title: "Large" },
        { name: "small", title: "Small" },
      ],
      modes: [
        { name: "careful", title: "Careful" },
        { name: "bold", title: "Bold" },
      ],
      steers: true,
      resumes: true,
    }),
  open: (run) => {
    let heard = Promise.withResolvers<string>();
    run.inSession("talk");
    return Promise.resolve({
      turn: async (prompt, signal) => {
        if (prompt === "ask") return ask(run, signal);
        if (!prompt.startsWith("listen")) return say(run, `Done: ${prompt}`);
        heard = Promise.withResolvers();
        signal.addEventListener("abort", () => heard.resolve("nothing"), { once: true });
        say(run, `Heard within the turn: ${await heard.promise}`);
      },
      steer: (text) => {
        heard.resolve(text);
        return Promise.resolve(true);
      },
      set: ({ mode }) => mayChoose.then(() => mode === undefined),
      close: () => Promise.resolve(),
    });
  },
});

async function ask(run: DriverRun, signal: AbortSignal): Promise<void> {
  const answer = await run.question(
    [
      {
        text: "Which trees shall be cut?",
        choices: [{ label: "Apples" }, { label: "Pears" }, { label: "Plums" }],
        many: true,
        free: false,
        secret: false,
      },
      { text: "How?", choices: [{ label: "Short" }], many: false, free: true, secret: false },
    ],
    undefined,
    signal,
  );
  say(run, `Answered: ${spell(answer)}`);
}

function spell(answer: QuestionAnswer | undefined): string {
  if (answer === undefined || answer.declined) return "no";
  return answer.parts.map(({ choices, text }) => `${choices.join("+")} ${text ?? ""}`).join(" / ");
}

function say(run: DriverRun, text: string): void {
  run.emit({ t: "text", item: run.nextItem(), role: "answer", delta: text });
}
