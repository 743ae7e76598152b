// What the hostile coding agent says and shows of its work.

import type { DriverRun } from "../../../agent/src/runs/driver.ts";
import { isCommandName } from "../../../agent/src/runs/fit-commands.ts";
import { makeDiff } from "../../../agent/src/runs/make-diff.ts";
import type { Planted } from "./planted.ts";

export function telling(planted: Planted): (run: DriverRun) => void {
  const at = Date.now();
  const models = planted.in("settings.model");
  const modes = planted.in("settings.mode", { apart: true });
  const used = planted.in("usage.model");
  const answers = planted.in("text.delta", { prose: true });
  const plan = planted.in("plan.entries[].text");
  const tools = planted.in("tool.title");
  const [output = ""] = planted.in("tool.output.delta");
  const [line = ""] = planted.in("tool.done.diff", { bytesMax: 8_192 });
  const words = planted.in("tool.done.words");
  const notices = planted.in("notice.text");
  const nexts = planted.in("notice.next");
  const commands = commandsOf(planted);
  return (run) => {
    for (const model of models) run.emit({ t: "settings", model, at });
    for (const mode of modes) run.emit({ t: "settings", mode, at });
    run.emit({ t: "commands", commands });
    run.emit({ t: "plan", entries: plan.map((text) => ({ text, status: "active" })) });
    for (const role of ["thought", "answer"] as const) {
      for (const delta of answers) run.emit({ t: "text", item: run.nextItem(), role, delta });
    }
    for (const [index, title] of tools.entries()) {
      const item = run.nextItem();
      run.emit({ t: "tool", item, kind: "command", title, at });
      if (index === 0) run.emit({ t: "tool.output", item, delta: output });
      const result = { status: "failed", words: words[index] ?? "", exitCode: 1 } as const;
      run.emit({ t: "tool.done", item, ...result, diff: makeDiff("", `${line}\n`) });
    }
    for (const [index, text] of notices.entries()) {
      run.emit({ t: "notice", level: "error", text, next: nexts[index] ?? "", at });
    }
    for (const next of nexts) run.emit({ t: "notice", level: "info", text: "More.", next, at });
    for (const model of used) run.emit({ t: "usage", model, input: 1, output: 1, at });
  };
}

function commandsOf(planted: Planted) {
  const says = planted.in("commands.commands[].says", { apart: true });
  const hints = planted.in("commands.commands[].hint", { apart: true });
  const names = planted.in("commands.commands[].name", { apart: true, only: isCommandName });
  return names.map((name, index) => ({
    name,
    hint: hints[index] ?? "",
    says: says[index] ?? "",
  }));
}
