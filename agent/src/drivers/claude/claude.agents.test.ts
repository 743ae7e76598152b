// Claude Code itself, put through what every coding agent must show.

import { claudeFixture } from "../../testing/agents/claude-fixture.ts";
import { describeAgent } from "../../testing/agents/describe-agent.ts";

describeAgent(claudeFixture);
