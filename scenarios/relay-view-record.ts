// What a relay gets of one pairing and two approvals, recorded from a real agent, a real browser and a real relay.

import { builtFiles } from "../agent/src/platform/own-files.ts";
import { commandLine } from "../agent/src/testing/command-line.ts";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { approvalOf, linkOf, shareDemoFolder } from "../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { answer, answerWithinMs, openDemoRun, pair } from "./demo-phone.ts";
import { openPhone } from "./phone.ts";
import { type RelayTap, startRelayTap } from "./relay-tap.ts";

export type Recorded = Pick<RelayTap, "requests" | "upgrades" | "frames">;

const secret = "a secret of sixteen letters or more";

/** Words of what was said and done; none of them is for a relay to see. */
export const neverSeen = ["slugify", "repair the slugs", "Scenario phone", "orchard", "approve"];

export async function recordRelayView(): Promise<Recorded> {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const desk = await commandLine();
  const stateFolder = await desk.folder.makeFolder("relay");
  const variables = { ENROLMENT_SECRET: secret };
  const relay = await startEmbeddedRelay({ ...built, stateFolder, variables });
  const tap = await startRelayTap(relay.url);
  const phone = await openPhone();
  try {
    Object.assign(desk.environment, { LONGREIN_RELAY_SECRET: secret, LONGREIN_MACHINE: "orchard" });
    await desk.begin("up", "--demo-driver", "--relay", tap.url).says("connected to the relay");
    await shareDemoFolder(desk, "slugs");
    const pairing = desk.begin("pair", "--role", "operator");
    const pairingLink = await linkOf(pairing);
    await pair(phone, { said: pairing.out, type: pairing.type, started: { pairingLink } });
    await desk.json("runs", "new", "slugs", "repair", "the", "slugs");
    await approvalOf(desk, "edit slugify.js");
    await openDemoRun(phone);
    await answer(phone, "slugify.js", "approve");
    await answer(phone, "--test", "deny");
    await phone.page.getByText("you denied it").waitFor({ timeout: answerWithinMs });
    return { requests: [...tap.requests], upgrades: [...tap.upgrades], frames: [...tap.frames] };
  } finally {
    await phone.close();
    await desk.remove();
    await tap.close();
    await relay.stop();
  }
}
