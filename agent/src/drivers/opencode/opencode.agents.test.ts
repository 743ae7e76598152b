// The real OpenCode through all that every coding agent must show.

import { describeAgent } from "../../testing/agents/describe-agent.ts";
import { openCodeFixture } from "../../testing/agents/opencode-fixture.ts";

describeAgent(openCodeFixture);
