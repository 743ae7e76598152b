// The exported log as a file: read back as it was, and refused where it is none.

import { describe, expect, it } from "vitest";
import { auditedAgent } from "../testing/audited-agent.ts";
import { auditExportLines, readAuditExport } from "./audit-export.ts";

const agent = await auditedAgent();
const lines = Array.from(await agent.records.export());
const log = readAuditExport(lines);
await agent.remove();
const [header = ""] = lines;

describe("an export", () => {
  it("is read back as it was written, blank lines or not", () => {
    const at = Number(/"at":(\d+)/.exec(header)?.[1]);
    expect(Array.from(auditExportLines(log, at))).toEqual(lines);
    expect(readAuditExport([...lines, "", ""])).toEqual(log);
    expect(log.rows.length).toBeGreaterThan(10);
  });

  it("holds no action and nothing that a coding agent said", () => {
    expect(lines.join("\n")).not.toMatch(/canary|because/);
  });

  const line = lines[1] ?? "";
  it.each([
    ["nothing", [], "it is empty"],
    ["another file", ["{}"], "no header"],
    ["text", ["hello"], "no header"],
    ["a newer format", [header.replace('"v":1', '"v":2')], "update longrein"],
    ["a key of another length", [header.replace(/"noiseKey":"../, '"noiseKey":"')], "line 1"],
    ["devices that are none", [header.replace(/"devices":\[/, '"devices":[1,')], "line 1"],
    ["a line that is cut off", [header, line.slice(0, 40)], "line 2 is neither"],
    ["a hash of another length", [header, line.replace(/"hash":"../, '"hash":"')], "line 2"],
    ["a name that is misspelled", [header, line.replace('"entry":', '"eotry":')], '"eotry"'],
    [
      "a header with something else",
      [header.replace("{", '{"x":1,')],
      'line 1: no audit export has "x"',
    ],
    [
      "an entry that is no text",
      [header, line.replace(/"entry":".*"/, '"entry":1')],
      "line 2 is neither",
    ],
  ])("is not %s", (_, bad, why) => {
    expect(() => readAuditExport(bad)).toThrow(why);
  });
});
