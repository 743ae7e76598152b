// `npm run bench -- NAME`: measures one part and prints its tables; --json prints the numbers as one JSON
// object instead, --write puts the tables into docs/benchmarks.md, --quick measures less and
// watches what is idle for seconds instead of a minute. Of the phone single parts can be named. Ends with 1 if an
// expectation is missed.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { agentReport, agentTables } from "./benchmarks/agent-report.ts";
import { phoneReport, phoneTables } from "./benchmarks/phone-report.ts";
import { protocolReport, protocolTables } from "./benchmarks/protocol-report.ts";
import { relayReport, relayTables } from "./benchmarks/relay-report.ts";
import { withSection } from "./benchmarks/document.ts";

interface Benchmark {
  readonly title: string;
  run(): Promise<Result>;
}

interface Result {
  readonly numbers: object;
  readonly tables: string;
  readonly met: boolean;
}

const benchmarks = new Map<string, Benchmark>([
  [
    "agent",
    {
      title: "Agent",
      async run() {
        const report = await agentReport(values.quick === true);
        return { numbers: report, tables: agentTables(report), met: allMet(report) };
      },
    },
  ],
  [
    "phone",
    {
      title: "Phone",
      async run() {
        const report = await phoneReport(values.quick === true, positionals.slice(1));
        return { numbers: report, tables: phoneTables(report), met: allMet(report) };
      },
    },
  ],
  [
    "protocol",
    {
      title: "Protocol",
      async run() {
        const report = await protocolReport();
        return { numbers: report, tables: protocolTables(report), met: allMet(report) };
      },
    },
  ],
  [
    "relay",
    {
      title: "Relay",
      async run() {
        const report = await relayReport();
        return { numbers: report, tables: relayTables(report), met: allMet(report) };
      },
    },
  ],
]);

function allMet({ expectations }: { expectations: readonly { readonly met: boolean }[] }): boolean {
  return expectations.every(({ met }) => met);
}

const document = new URL("../docs/benchmarks.md", import.meta.url);
const formatter = fileURLToPath(new URL("../node_modules/.bin/oxfmt", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, quick: { type: "boolean" }, write: { type: "boolean" } },
});
const [name = ""] = positionals;
const benchmark = benchmarks.get(name);

if (benchmark === undefined) {
  console.error(`error: no benchmark called "${name}"`);
  console.error(
    `hint: npm run bench -- ${[...benchmarks.keys()].join(" | ")} [--quick] [--json] [--write]`,
  );
  process.exitCode = 2;
} else {
  await show(benchmark);
}

async function show({ title, run }: Benchmark): Promise<void> {
  const { numbers, tables, met } = await run();
  const machine = machineLine();
  if (values.json) console.log(JSON.stringify({ benchmark: name, ...machine, ...numbers }));
  else console.log(`${tables}\n\n${Object.values(machine).join(", ")}`);
  if (values.write) {
    const measuredOn = `Measured by \`npm run bench -- ${name} --write\`: ${Object.values(machine).join(", ")}.`;
    const changed = withSection(
      readFileSync(document, "utf8"),
      title,
      `${measuredOn}\n\n${tables}`,
    );
    writeFileSync(document, changed);
    execFileSync(formatter, [fileURLToPath(document)], { stdio: "ignore" });
  }
  process.exitCode = met ? 0 : 1;
}

function machineLine() {
  const cores = cpus();
  return {
    machine: `${cores.length} cores of ${cores[0]?.model.trim() ?? "an unknown processor"}`,
    node: `Node ${process.version}`,
    date: new Date().toISOString().slice(0, 10),
  };
}
