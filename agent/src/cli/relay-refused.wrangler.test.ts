// All that can stand between somebody and a relay of their own: each with what is wrong and what to do, and nothing
// set. The real wrangler, and a Cloudflare on loopback that refuses.

import { existsSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type DeployingMachine, deployingMachine } from "../testing/deployed-relay.ts";

let machine: DeployingMachine;
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  machine = await deployingMachine();
});
afterEach(() => machine.remove());

interface Case {
  readonly what: string;
  prepare(machine: DeployingMachine): void;
  readonly error: RegExp;
  readonly hint: RegExp;
  readonly code?: number;
}

const bob = { id: "0b".repeat(16), name: "Bob" };

test.for<Case>([
  {
    what: "nobody is logged in",
    prepare: ({ cli }) => delete cli.environment["CLOUDFLARE_API_TOKEN"],
    error: /^error: not logged in to Cloudflare$/m,
    hint: /^hint: npx wrangler@[\d.]+ login, or set CLOUDFLARE_API_TOKEN$/m,
  },
  {
    what: "the token is unknown",
    prepare: ({ cli }) => (cli.environment["CLOUDFLARE_API_TOKEN"] = "another"),
    error: /^error: Cloudflare does not know this token: Invalid access token$/m,
    hint: /set CLOUDFLARE_API_TOKEN to one that holds/,
  },
  {
    what: "the token has not the right to it",
    prepare: ({ cloud }) => cloud.trouble(/\/versions$/, 10_000, "Authentication error", 403),
    error: /^error: this login may not do that: Authentication error$/m,
    hint: /"Workers Scripts: Edit"/,
  },
  {
    what: "there is no network",
    prepare: ({ cli }) => (cli.environment["CLOUDFLARE_API_BASE_URL"] = "http://127.0.0.1:9/v4"),
    error: /^error: Cloudflare cannot be reached$/m,
    hint: /check the network/,
  },
  {
    what: "there are several accounts",
    prepare: ({ cloud }) => cloud.account.accounts.push(bob),
    error: /^error: this login has 2 accounts: Ada \((0a){16}\), Bob \((0b){16}\)$/m,
    hint: /CLOUDFLARE_ACCOUNT_ID/,
  },
  {
    what: "the account that is named is not there",
    prepare: ({ cli }) => (cli.environment["CLOUDFLARE_ACCOUNT_ID"] = bob.id),
    error: /^error: CLOUDFLARE_ACCOUNT_ID is none of the accounts of this login: Ada/m,
    hint: /one of these ids/,
  },
  {
    what: "somebody else's Worker has that name",
    prepare: ({ cloud }) => cloud.account.addWorker("longrein-relay", "another-mark"),
    error: /^error: Ada has a Worker longrein-relay that was not deployed from here$/m,
    hint: /choose another --name/,
    code: 4,
  },
  {
    what: "the account has no address of workers.dev",
    prepare: ({ cloud }) => (cloud.account.subdomain = undefined),
    error: /^error: this account has no workers\.dev address yet/m,
    hint: /https:\/\/dash\.cloudflare\.com\/(0a){16}\/workers\/onboarding/,
  },
  {
    what: "the plan allows no further Worker",
    prepare: ({ cloud }) =>
      cloud.trouble(/^PUT /, 10_037, "You have exceeded the limit of 100 Workers."),
    error: /plan does not allow that: You have exceeded the limit of 100 Workers\.$/m,
    hint: /remove a Worker you no longer need/,
  },
  {
    what: "Cloudflare refuses for another reason",
    prepare: ({ cloud }) => cloud.trouble(/^PUT /, 10_021, "Uncaught Error: no"),
    error: /^error: Cloudflare has refused it \(code 10021\): Uncaught Error: no$/m,
    hint: /docs\/self-hosting\.md/,
  },
])("says so and sets nothing when $what", async ({ prepare, error, hint, code = 1 }) => {
  prepare(machine);
  const before = [...machine.cloud.account.workers.keys()];
  const said = await machine.cli.run("relay", "deploy");
  expect(said.error).toMatch(error);
  expect(said.error).toMatch(hint);
  expect(said.code).toBe(code);
  expect([...machine.cloud.account.workers.keys()]).toEqual(before);
  expect(machine.cloud.unknown).toEqual([]);
  expect(existsSync(machine.cli.environment["LONGREIN_CONFIG"] ?? "")).toBe(false);
});

test("a dry run shows every step, asks nobody and writes nothing", async () => {
  const { out, code } = await machine.cli.run("relay", "deploy", "--dry-run", "--name", "desk");
  expect(code).toBe(0);
  expect(out).toMatch(
    /npx wrangler@[\d.]+ deploy --config=wrangler\.toml --secrets-file=secrets\.json/,
  );
  expect(out).toContain("https://desk.SUBDOMAIN.workers.dev/health");
  expect(machine.cloud.asked).toEqual([]);
  expect(existsSync(`${machine.cli.folder.path}/deployed-relays.json`)).toBe(false);
});

test("what was not deployed from here is neither updated nor destroyed nor shown", async () => {
  machine.cloud.account.addWorker("longrein-relay");
  const { cli } = machine;
  const update = await cli.run("relay", "update", "--name", "desk");
  expect([update.code, update.error]).toEqual([
    1,
    expect.stringContaining("no Worker desk in Ada"),
  ]);
  const unasked = await cli.run("relay", "destroy");
  expect([unasked.code, unasked.error]).toEqual([4, expect.stringContaining("nobody was there")]);
  const destroy = await cli.run("relay", "destroy", "--yes");
  expect([destroy.code, destroy.error]).toEqual([4, expect.stringContaining("and it stays")]);
  expect(machine.cloud.account.workers.has("longrein-relay")).toBe(true);
  const status = await cli.run("relay", "status");
  expect([status.code, status.error]).toEqual([
    1,
    expect.stringContaining("no relay was deployed"),
  ]);
});
