// A relay of one's own on Cloudflare: looked for, uploaded with the secret that shuts it to others, and not said to be
// there before it has answered. Doing it again is how it is updated.

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { RelayFiles } from "../platform/own-files.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type Account, accountsIn, chooseAccount } from "./account.ts";
import type { DeployedRelay, DeployedRelays } from "./deployed-relays.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { buildNameIn, configToDeploy } from "./relay-config.ts";
import { type Waiting, untilServed } from "./until-served.ts";
import { wranglerCalls, wranglerFiles } from "./wrangler-calls.ts";
import { jsonIn } from "./wrangler-outcome.ts";
import { type Wrangler, withWrangler } from "./wrangler.ts";
import { marksIn } from "./version-marks.ts";

export interface DeployRequest extends Waiting {
  readonly name: string;
  readonly files: RelayFiles;
  readonly relays: DeployedRelays;
  /** CLOUDFLARE_ACCOUNT_ID, if it is set. */
  readonly wantedAccount: string | undefined;
  /** One that is there is wanted, or one that is there and not ours is fine, too. */
  readonly mode: "deploy" | "update" | "replace";
  /** What the relay at this address asks for now, if this machine knows. */
  secretOf(url: string): string | undefined;
}

export interface Deployment {
  readonly name: string;
  readonly account: Account;
  readonly url: string;
  readonly build: string;
  readonly secret: string;
  readonly isNew: boolean;
  readonly isNewSecret: boolean;
}

export function deployRelay(request: DeployRequest): Promise<Deployment> {
  return withWrangler(request.signal, (wrangler) => deployWith(wrangler, request));
}

async function deployWith(wrangler: Wrangler, request: DeployRequest): Promise<Deployment> {
  const { name, files, relays, say } = request;
  const build = buildNameIn(await readFile(files.workerFile, "utf8"));
  const account = await accountOf(wrangler, request);
  say(`account ${account.name}`);
  const isNew = await mayDeploy(wrangler, account, request);
  const before = relays.find(name, account.id);
  const known = before?.url === undefined ? undefined : request.secretOf(before.url);
  const secret = known ?? randomBytes(32).toString("base64url");
  const relay = before ?? { name, account: account.id, mark: newMark() };
  // Before it is there: what is uploaded and cut off then is still known to be ours.
  relays.keep(relay);
  say(`uploading the relay and the app as ${name}, ${build}`);
  await writeFiles(wrangler, request, secret);
  const url = await upload(wrangler, relay, build);
  relays.keep({ ...relay, url });
  say(`waiting until ${url} answers`);
  await untilServed({ url, build, secret }, request);
  return { name, account, url, build, secret, isNew, isNewSecret: known === undefined };
}

export async function accountOf(
  wrangler: Wrangler,
  {
    name,
    relays,
    wantedAccount,
    say,
  }: Pick<DeployRequest, "name" | "relays" | "wantedAccount" | "say">,
): Promise<Account> {
  say("asking Cloudflare who is logged in");
  const answer = await wrangler.run(wranglerCalls.whoami());
  if (answer.kind === "refused") throw explainRefusal(answer.refused);
  return chooseAccount(accountsIn(jsonIn(answer.out)), wantedAccount, relays.find(name)?.account);
}

/** Whether it is new; throws if there is one that is not to be touched. */
async function mayDeploy(
  wrangler: Wrangler,
  account: Account,
  { name, mode, relays, say }: DeployRequest,
): Promise<boolean> {
  say(`looking whether there is a Worker ${name}`);
  const presence = await presenceOf(wrangler, account, name, relays);
  if (presence === "absent" && mode === "update") {
    const message = `there is no Worker ${name} in ${account.name} to update`;
    throw new UserFailure("failed", message, "longrein relay deploy");
  }
  if (presence === "foreign" && mode !== "replace") {
    throw new UserFailure(
      "refused",
      `${account.name} has a Worker ${name} that was not deployed from here`,
      "choose another --name; if it may go, --replace puts the relay in its place, with a secret of its own",
    );
  }
  return presence === "absent";
}

export type Presence = "absent" | "ours" | "foreign";

/** Cloudflare keeps the marks of the last versions, also of those that somebody changed a setting of. */
export async function presenceOf(
  wrangler: Wrangler,
  account: Account,
  name: string,
  relays: DeployedRelays,
): Promise<Presence> {
  const answer = await wrangler.run(wranglerCalls.versions(name), account.id);
  if (answer.kind === "refused") {
    if (noSuchWorker.includes(answer.refused.code ?? 0)) return "absent";
    throw explainRefusal(answer.refused);
  }
  const mark = relays.find(name, account.id)?.mark;
  const isOurs = mark !== undefined && marksIn(jsonIn(answer.out)).includes(mark);
  return isOurs ? "ours" : "foreign";
}

const noSuchWorker = [10_007, 10_090];

async function writeFiles(
  wrangler: Wrangler,
  { name, files }: DeployRequest,
  secret: string,
): Promise<void> {
  const config = await readFile(files.configFile, "utf8");
  wrangler.writeFile(wranglerFiles.config, configToDeploy(config, { name, ...files }));
  wrangler.writeFile(wranglerFiles.secrets, JSON.stringify({ ENROLMENT_SECRET: secret }));
}

async function upload(wrangler: Wrangler, relay: DeployedRelay, build: string): Promise<string> {
  const mark = { tag: relay.mark, message: `longrein-${build}` };
  const answer = await wrangler.run(wranglerCalls.deploy(mark), relay.account);
  if (answer.kind === "refused") throw explainRefusal(answer.refused);
  const target = answer.targets.find((each) => URL.canParse(each));
  if (target !== undefined) return new URL(target).origin;
  throw new UserFailure(
    "failed",
    "wrangler has not said where the relay is",
    "longrein relay deploy",
  );
}

function newMark(): string {
  return `longrein-${randomBytes(6).toString("hex")}`;
}
