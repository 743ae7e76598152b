// `longrein policy …`: the ceiling, which nobody but the user of this machine can raise.

import { policyProfiles } from "@longrein/protocol/setup";
import { askAgent } from "./ask-agent.ts";
import type { Call } from "./command.ts";

export async function showPolicy({ terminal }: Call): Promise<undefined> {
  const { profile } = await askAgent({ t: "policy.show" });
  terminal.say(profile);
  terminal.json({ profile });
  return undefined;
}

export async function setPolicy({ terminal, argument }: Call): Promise<undefined> {
  const wanted = policyProfiles.find((one) => one === argument("PROFILE")) ?? "strict";
  const { profile } = await askAgent({ t: "policy.set", profile: wanted });
  terminal.say(`the most that may go ahead unasked is ${profile} from now on`);
  terminal.json({ profile });
  return undefined;
}
