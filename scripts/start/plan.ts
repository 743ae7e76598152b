// What `npm start` is to do with the words behind it. Pure.

export interface StartPlan {
  /** "stale": only where a source is newer than what was built of it, or nothing was. */
  readonly build: "all" | "stale" | "nothing";
  /** For `longrein`; undefined where only this is to be said: what `npm start` does. */
  readonly argv: readonly string[] | undefined;
}

/** These run the relay and serve the app. */
const servers = ["up", "start"];

export function startPlan(argv: readonly string[]): StartPlan {
  const [first] = argv;
  const isHelp = argv.includes("--help") || argv.includes("-h");
  if (first === undefined || first.startsWith("-")) {
    return isHelp
      ? { build: "nothing", argv: undefined }
      : { build: "all", argv: ["demo", ...argv] };
  }
  if (isHelp) return { build: "nothing", argv };
  if (first === "demo") return { build: "all", argv };
  const isServed = servers.includes(first) && !argv.some((word) => word.startsWith("--relay"));
  return { build: isServed ? "stale" : "nothing", argv };
}

export const usage = `npm start builds the relay and the app, and runs the demo: both of them on this computer, and a small demo
agent in a folder that is thrown away

usage
  npm start                            the demo
  npm start -- --port 9000             the demo with its flags: npm start -- help demo
  npm start -- COMMAND …               any command of longrein; what up and start need is built first

example
  npm start -- up --embedded

all commands: npm start -- help`;
