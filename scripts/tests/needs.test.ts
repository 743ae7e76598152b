// What happens when something the tests need is not there: a machine is a list of commands here, because
// no test may install packages on the machine it runs on.

import { describe, expect, it } from "vitest";
import { type Machine, browserNeeds, missingOn, needs, provide, thisMachine } from "./needs.ts";

function machine(commands: readonly string[], options: { root: boolean; fault?: string }) {
  const there = new Set(commands);
  const installed: string[] = [];
  const said: string[] = [];
  const fake: Machine = {
    hasCommand: (name) => there.has(name),
    maySelfInstall: options.root,
    install: (packages) => {
      installed.push(...packages);
      const brought = needs.filter(({ debianPackage }) => packages.includes(debianPackage));
      if (options.fault === undefined)
        for (const need of brought) there.add(need.commands[0] ?? "");
      return options.fault;
    },
  };
  return { installed, said, provided: provide(fake, (line) => said.push(line)) };
}

const packages = needs.map(({ debianPackage }) => debianPackage);
const lastNeed = needs.at(-1)?.what ?? "";

describe("what the tests need", () => {
  it("is left alone when it is there, under any of its names", () => {
    const names = needs.map(({ commands }) => commands.at(-1) ?? "");
    expect(machine(names, { root: true })).toEqual({ installed: [], said: [], provided: true });
  });

  it("is installed where it may be, and only what is missing", () => {
    const { installed, provided } = machine(["git", "tmux"], { root: true });
    expect(installed).toEqual(packages.filter((name) => name !== "git" && name !== "tmux"));
    expect(provided).toBe(true);
  });

  it("is named with a way to get it where it may not be installed", () => {
    const { installed, said, provided } = machine(["git"], { root: false });
    expect(provided).toBe(false);
    expect(installed).toEqual([]);
    expect(said.join("\n")).toContain("Chromium is missing");
    const wanted = packages.filter((name) => name !== "git").join(" ");
    expect(said.at(-1)).toBe(`hint: on Debian or Ubuntu: sudo apt-get install ${wanted}`);
  });

  it("stops the tests when apt-get fails, with what it said", () => {
    const { said, provided } = machine([], { root: true, fault: "no network" });
    expect(provided).toBe(false);
    expect(said.join("\n")).toContain("no network");
    expect(said.at(-1)).toBe(`error: ${lastNeed} is still missing`);
  });

  it("is more where further browsers are asked for, each named with who needs it", () => {
    const said: string[] = [];
    const bare: Machine = { ...thisMachine, hasCommand: () => false, maySelfInstall: false };
    expect(provide(bare, (line) => said.push(line), [...needs, ...browserNeeds])).toBe(false);
    expect(said).toContain(
      "error: Firefox is missing (firefox-esr or firefox on the PATH); needed by the core path in Firefox",
    );
    expect(said.at(-1)).toMatch(/chromium .* firefox-esr webkit2gtk-driver xvfb openbox/);
  });

  it("is looked for on the real PATH", () => {
    expect(thisMachine.hasCommand("node")).toBe(true);
    expect(thisMachine.hasCommand("no-such-program")).toBe(false);
    expect(missingOn({ ...thisMachine, hasCommand: () => false })).toEqual(needs);
  });
});
