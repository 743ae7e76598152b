// What a person reads of the audit log, and where it meets what other commands say.

import { toBase64url } from "@longrein/protocol";
import { expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { auditLine } from "./audit-line.ts";
import { shortId } from "./ask-agent.ts";

it("names what happened, and everything by the id that other commands know it by", () => {
  const [approval, run, device] = [randomBytes(16), randomBytes(16), randomBytes(16)];
  const [action, nonce] = [randomBytes(32), randomBytes(16)];
  const entry = {
    what: "approval.approved",
    approval: toBase64url(approval),
    run: toBase64url(run),
    action: toBase64url(action),
    notAfter: 7,
    nonce: toBase64url(nonce),
    device: toBase64url(device),
    signature: toBase64url(randomBytes(64)),
    at: 5,
  };
  expect(auditLine(JSON.stringify(entry))).toEqual([
    "approval.approved",
    `approval ${shortId(approval)}  run ${shortId(run)}  action ${shortId(action)}  device ${shortId(device)}  signed`,
  ]);
});

it("shows every character of what came from elsewhere", () => {
  const entry = JSON.stringify({ what: "run.opened", workspace: "a\u202eb\nc", number: 2, at: 5 });
  expect(auditLine(entry)).toEqual([
    "run.opened",
    String.raw`workspace a\u{202e}b\u{a}c  number 2`,
  ]);
});

it("says so of what was forgotten, and shows what it does not know as it stands", () => {
  expect(auditLine(undefined)).toEqual(["forgotten", ""]);
  expect(auditLine("[1]")).toEqual(["unknown", "[1]"]);
});
