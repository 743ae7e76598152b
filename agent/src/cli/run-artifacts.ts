// `longrein runs diff` and `longrein runs artifact`: what was kept of a run beside its feed.

import { type AgentEvent, decodeEvent, fromUtf8 } from "@longrein/protocol";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { showText } from "./show-text.ts";

type Artifact = Extract<AgentEvent, { t: "artifact" }>;

export async function showDiff(call: Call): Promise<undefined> {
  const diffs = (await artifactsOf(call)).filter(({ kind }) => kind === "diff");
  const last = diffs.at(-1);
  if (last !== undefined) return show(call, last);
  const why = "there is no diff: nothing was changed, or it works in a folder that is not its own";
  throw new UserFailure("failed", why, toShow(call));
}

export async function showArtifact(call: Call): Promise<undefined> {
  const name = call.argument("ARTIFACT").toLowerCase();
  const named = (await artifactsOf(call)).filter(({ artifact }) =>
    longId(artifact).startsWith(name),
  );
  const [first] = named;
  if (first === undefined) {
    throw new UserFailure("failed", "nothing of that name was kept", toShow(call));
  }
  if (named.some(({ artifact }) => longId(artifact) !== longId(first.artifact))) {
    throw new UserFailure("failed", "more than one begins like that", "give more of its name");
  }
  return show(call, first);
}

const toShow = ({ argument }: Call) => `longrein runs show ${argument("RUN")}`;

async function artifactsOf({ argument }: Call): Promise<Artifact[]> {
  const artifacts: Artifact[] = [];
  await askAgent(
    { t: "runs.read", which: argument("RUN"), follow: false },
    {
      news: (news) => {
        const event = news.t === "event" ? decodeEvent(news.body) : undefined;
        if (event?.t === "artifact") artifacts.push(event);
      },
    },
  );
  return artifacts;
}

async function show({ terminal, argument }: Call, about: Artifact): Promise<undefined> {
  const { artifact, kind, title, truncated = false } = about;
  const pieces: Uint8Array[] = [];
  await askAgent(
    { t: "runs.artifact", which: argument("RUN"), artifact },
    { news: (news) => void (news.t === "piece" && pieces.push(news.piece)) },
  );
  const text = fromUtf8(Buffer.concat(pieces));
  terminal.say(showText(text).replace(/\n$/, ""));
  if (truncated) terminal.say(terminal.faint("there was more, which was not kept"));
  terminal.json({ artifact: longId(artifact), kind, title, truncated, text });
  return undefined;
}
