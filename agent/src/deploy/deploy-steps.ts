// What deploying would do, step by step, in the words in which it would be typed. Pure: the commands are those that
// are run.

import { wranglerCalls, wranglerFiles, wranglerTyped } from "./wrangler-calls.ts";

export interface Step {
  readonly about: string;
  /** What is run for it, if it is a program. */
  readonly command?: string;
}

export interface Foreseen {
  readonly name: string;
  readonly build: string;
  readonly configFile: string;
  readonly settingsFile: string;
}

export function deploySteps({ name, build, configFile, settingsFile }: Foreseen): readonly Step[] {
  const { config, secrets } = wranglerFiles;
  const mark = { tag: "MARK", message: `longrein-${build}` };
  return [
    step("who is logged in, and with which account", wranglerCalls.whoami()),
    step(
      `whether there is a Worker ${name}, and whether it is this machine's`,
      wranglerCalls.versions(name),
    ),
    { about: `${config} in a throw-away folder: ${configFile} as ${name}, without [build]` },
    {
      about: `${secrets} there, readable by you alone: the relay's secret, made unless there is one`,
    },
    step("uploads the relay and the app, with that secret", wranglerCalls.deploy(mark)),
    {
      about: "waits until it answers over https, is this build, and takes the secret",
      command: `GET https://${name}.SUBDOMAIN.workers.dev/health`,
    },
    { about: `sets relay and relaySecret in ${settingsFile}` },
  ];
}

export function destroySteps({
  name,
  settingsFile,
}: Omit<Foreseen, "build" | "configFile">): readonly Step[] {
  return [
    step("who is logged in, and with which account", wranglerCalls.whoami()),
    step(
      `whether there is a Worker ${name}, and whether it is this machine's`,
      wranglerCalls.versions(name),
    ),
    step("removes it, and all it stores", wranglerCalls.delete(name)),
    { about: `unsets relay and relaySecret in ${settingsFile}, if they are those of this relay` },
  ];
}

function step(about: string, words: readonly string[]): Step {
  return { about, command: wranglerTyped(words) };
}
