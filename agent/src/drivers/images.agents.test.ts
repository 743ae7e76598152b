// That an image which goes with a prompt is what the model of each coding agent is shown, to the byte.

import { createHash } from "node:crypto";
import { deflateSync, crc32 } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { claudeByAcpFixture } from "../testing/agents/acp-fixtures.ts";
import { AgentBench } from "../testing/agents/agent-bench.ts";
import type { AgentFixture } from "../testing/agents/agent-fixture.ts";
import { claudeFixture } from "../testing/agents/claude-fixture.ts";
import { codexFixture } from "../testing/agents/codex-fixture.ts";
import { says } from "../testing/agents/model/model-turn.ts";
import { openCodeFixture } from "../testing/agents/opencode-fixture.ts";
import { isInstalled } from "../testing/agents/pinned-agents.ts";
import { randomBytes } from "../testing/rows.ts";

const withinMs = 240_000;

let bench: AgentBench | undefined;
afterEach(() => bench?.close());

function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** 16 by 16 pixels of noise, which nobody can mistake for anything else. */
function smallPicture(): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(16, 0);
  header.writeUInt32BE(16, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(
    Array.from({ length: 16 }, () => Buffer.concat([Buffer.of(0), randomBytes(48)])),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.of()),
  ];
  return Buffer.concat([signature, ...parts]);
}

async function shown(fixture: AgentFixture): Promise<boolean> {
  bench = await AgentBench.open(fixture);
  bench.model.script(says("I see."));
  const bytes = smallPicture();
  const image = new Uint8Array(createHash("sha256").update(bytes).digest());
  const about = { id: randomBytes(16), image, bytes: bytes.length, offset: 0, piece: bytes };
  await bench.on.desk.answer(bench.phone.id, { t: "image.put", ...about });
  const run = await bench.start("What is this?", { images: [image] });
  const state = await bench.rested(run);
  if (state !== "done") throw new Error(JSON.stringify(bench.all(run, "notice")));
  const body = JSON.stringify(bench.model.turnRequests.at(-1)?.body);
  return body.includes(Buffer.from(bytes).toString("base64"));
}

describe.each([claudeFixture, codexFixture("private"), openCodeFixture, claudeByAcpFixture])(
  "$name",
  (fixture) => {
    it.skipIf(!isInstalled(fixture.agent))(
      "shows its model the image that goes with a prompt",
      async () => {
        expect(await shown(fixture)).toBe(true);
      },
      withinMs,
    );
  },
);
