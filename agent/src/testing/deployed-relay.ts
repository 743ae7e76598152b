// A machine that deploys a relay to the fake of Cloudflare, with the real wrangler; and that relay, run by the real
// workerd from what was uploaded, for whoever asks at the address it would have.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Reaching, deployOwnRelay } from "../cli/relay-deploy.ts";
import { type Settings, readSettings } from "../config/settings.ts";
import { startEmbeddedRelay } from "../daemon/embedded-relay.ts";
import type { Ask } from "../deploy/look-at-relay.ts";
import { relayFiles } from "../platform/own-files.ts";
import { askOverHttp } from "../platform/http-request.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { callCommand } from "./call-command.ts";
import type { FakeWorker } from "./cloud-account.ts";
import { type CommandLine, commandLine } from "./command-line.ts";
import { FakeCloudflare } from "./fake-cloudflare.ts";

export class DeployingMachine {
  readonly cloud: FakeCloudflare;
  readonly cli: CommandLine;
  /** As long as a name that is new is not known yet. */
  unknownFor = 0;
  #running: { readonly version: string; readonly relay: WorkerdProcess } | undefined;

  constructor(cloud: FakeCloudflare, cli: CommandLine) {
    this.cloud = cloud;
    this.cli = cli;
    Object.assign(cli.environment, cloud.environment);
  }

  /** Of the Worker that is found at an address of workers.dev. */
  readonly ask: Ask = async (url, request) => {
    if (this.unknownFor-- > 0) throw new Error(`getaddrinfo ENOTFOUND ${url.hostname}`);
    const relay = await this.relayAt(url.hostname);
    return askOverHttp(new URL(url.pathname, relay.url), request);
  };

  get reaching(): Reaching {
    return { ask: this.ask, patience: { withinMs: 20_000, everyMs: 50 } };
  }

  get configFile(): string {
    return this.cli.environment["LONGREIN_CONFIG"] ?? "";
  }

  get settings(): Settings {
    return readSettings(readFileSync(this.configFile, "utf8"));
  }

  /** As Cloudflare knows it: the relay by the name that is usual. */
  get worker(): FakeWorker | undefined {
    return this.cloud.account.workers.get("longrein-relay");
  }

  /** In this process, so that what has an address of workers.dev is found where it really is. */
  deploy(...flags: readonly string[]): ReturnType<typeof callCommand> {
    return callCommand((one) => deployOwnRelay(one, this.reaching), "relay", "deploy", ...flags);
  }

  async relayAt(host: string): Promise<WorkerdProcess> {
    const name = host.replace(`.${this.cloud.account.subdomain}.workers.dev`, "");
    const worker = this.cloud.account.workers.get(name);
    const version = worker?.versions.at(-1);
    if (!worker?.enabled || version === undefined) throw new Error(`nothing at ${host}`);
    if (this.#running?.version === version.id) return this.#running.relay;
    await this.#running?.relay.stop();
    const stateFolder = `${this.cli.folder.path}/${version.id}`;
    mkdirSync(stateFolder);
    const workerFile = `${stateFolder}/worker.js`;
    writeFileSync(workerFile, version.code);
    const appFolder = relayFiles()?.appFolder ?? "";
    const variables = Object.fromEntries(worker.secrets);
    const relay = await startEmbeddedRelay({ workerFile, appFolder, stateFolder, variables });
    this.#running = { version: version.id, relay };
    return relay;
  }

  async remove(): Promise<void> {
    await this.#running?.relay.stop();
    await this.cli.remove();
    await this.cloud.stop();
  }
}

export async function deployingMachine(): Promise<DeployingMachine> {
  const cloud = new FakeCloudflare();
  await cloud.start();
  return new DeployingMachine(cloud, await commandLine());
}
