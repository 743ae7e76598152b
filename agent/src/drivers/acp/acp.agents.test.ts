// Real coding agents, driven by the Agent Client Protocol, through all that every coding agent must show.

import { claudeByAcpFixture, geminiFixture } from "../../testing/agents/acp-fixtures.ts";
import { describeAgent } from "../../testing/agents/describe-agent.ts";

describeAgent(geminiFixture);
describeAgent(claudeByAcpFixture);
