// The real agent and the real relay around a coding agent that does what no demo does: it asks questions, takes
// words into its turn, and has models to choose from. Offers what `npm start` does to a scenario.

import type { QuestionAnswer, Role } from "@longrein/protocol";
import { type Daemon, startDaemon } from "../agent/src/daemon/daemon.ts";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../agent/src/platform/own-files.ts";
import { throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import type { Driver, DriverRun } from "../agent/src/runs/driver.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import type { Longrein } from "./longrein.ts";

const workspace = "orchard";

export interface TalkingAgent extends Longrein {
  /** For a phone that shall have this role. */
  newLink(role: Role): string;
}

export async function startTalkingAgent(firstPrompt: string): Promise<TalkingAgent> {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-talking-");
  const relay = await startEmbeddedRelay({ ...built, stateFolder: folder.path });
  let said = "";
  const linked = Promise.withResolvers<void>();
  const place = await folder.makeFolder(workspace);
  const daemon: Daemon = startDaemon({
    stateFolder: await folder.makeFolder("state"),
    relay: { url: relay.url },
    machine: "orchard-desk",
    drivers: [talkingDriver],
    workspaces: () => [{ name: workspace, folder: place, git: false }],
    onLinkState: (state) => state.kind === "ready" && linked.resolve(),
    pairingNews: (news) => {
      if (news.kind !== "paired") return;
      said += `paired "${news.name}"\n`;
      daemon.runs.open({ workspace, driver: talkingDriver.name, prompt: { text: firstPrompt } });
    },
  });
  await linked.promise;
  const newLink = (role: Role) => daemon.openOffer(role).link;
  const pairingLink = newLink("operator");
  return {
    started: { relayUrl: relay.url, appUrl: relay.url, pairingLink, workspace: place },
    newLink,
    pid: process.pid,
    said: () => said,
    type: (line) => daemon.pairing.confirm(line),
    interrupt: async () => {
      const before = performance.now();
      await daemon.close();
      await relay.stop();
      await folder.remove();
      return performance.now() - before;
    },
  };
}

/** "ask" asks two things at once; anything else listens until it was told something, and says what. */
const talkingDriver: Driver = {
  name: "talker",
  describe: () =>
    Promise.resolve({
      name: "talker",
      title: "Talker",
      approvals: "exact",
      models: [
        { name: "large", title: "Large" },
        { name: "small", title: "Small" },
      ],
      modes: [],
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
      set: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    });
  },
};

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
