// `longrein relay status`: the relay that was deployed from here, as one sees it from outside. Needs no login.

import { readFileSync } from "node:fs";
import { type Ask, amiss, lookAtRelay } from "../deploy/look-at-relay.ts";
import { buildNameIn } from "../deploy/relay-config.ts";
import { askOverHttp } from "../platform/http-request.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type Call, exitCodes } from "./command.ts";
import { isSetAsRelay, nameOfRelay, ownRelayFiles, ownRelays, secretSetFor } from "./own-relay.ts";

export async function relayStatus(call: Call, ask: Ask = askOverHttp): Promise<number | undefined> {
  const { terminal } = call;
  const relays = ownRelays();
  const relay = relays.find(nameOfRelay(call, relays));
  if (relay?.url === undefined) {
    const why =
      relay === undefined
        ? "was deployed from here"
        : "answers yet: it was not deployed to its end";
    throw new UserFailure("failed", `no relay ${why}`, "longrein relay deploy");
  }
  const { name, account, url } = relay;
  const ours = buildNameIn(readFileSync(ownRelayFiles().workerFile, "utf8"));
  const sight = await lookAtRelay(url, secretSetFor(url), ask);
  const isUsed = isSetAsRelay(url);
  terminal.json({ name, account, url, ours, isUsed, ...sight });
  const build = sight.kind === "relay" ? sight.build : "";
  terminal.table([
    ["relay", url],
    ["worker", `${name}, in account ${account}`],
    ["deployed", sight.kind === "relay" ? build : `does not answer: ${sight.why}`],
    ["this is", build === ours ? "the same" : ours],
    ["used here", isUsed ? "yes" : "no: another relay is set"],
  ]);
  if (sight.kind === "silent") return exitCodes.failed;
  if (build !== ours) terminal.say(`to make it the same: ${terminal.command("relay update")}`);
  // Whoever uses another relay has no secret of this one.
  const fault = isUsed ? amiss(sight, build) : undefined;
  if (fault === undefined) return undefined;
  terminal.fail({ message: fault, hint: "longrein relay deploy" });
  return exitCodes.failed;
}
