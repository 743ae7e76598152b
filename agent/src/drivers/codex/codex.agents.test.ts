// The real Codex through all that every coding agent must show, by the server that its windows share and by
// pipes of our own.

import { codexFixture } from "../../testing/agents/codex-fixture.ts";
import { describeAgent } from "../../testing/agents/describe-agent.ts";

describeAgent(codexFixture("shared"));
describeAgent(codexFixture("private"));
