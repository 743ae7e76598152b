// `longrein relay …`: rows of the table of commands.

import type { Command, Flag } from "../command.ts";

const name: Flag = {
  name: "name",
  value: "NAME",
  about: "the Worker's; that of the relay deployed from here, or longrein-relay",
};
const dryRun: Flag = { name: "dry-run", about: "shows every step, and does nothing" };

export const relayCommands: readonly Command[] = [
  {
    name: "relay status",
    isDefault: true,
    about:
      "says which relay was deployed from here, whether it answers, and whether it is this version",
    details: "Ends with 1 if it does not answer as it should.",
    flags: [name],
    example: "relay status",
    load: async () => (await import("../relay-status.ts")).relayStatus,
  },
  {
    name: "relay deploy",
    about: "puts a relay of your own on Cloudflare, with the app, and sets it as the relay to use",
    details:
      "The free plan will do. Needs a login (npx wrangler login) or CLOUDFLARE_API_TOKEN, and with several\n" +
      "accounts CLOUDFLARE_ACCOUNT_ID. Only agents that know its secret are served: it is made here, uploaded\n" +
      "with the relay and kept in the configuration. Deploying again updates it.",
    flags: [
      name,
      {
        name: "replace",
        about: "also where another Worker of that name is; its secret is a new one",
      },
      dryRun,
    ],
    example: "relay deploy --dry-run",
    load: async () => (await import("../relay-deploy.ts")).deployOwnRelay,
  },
  {
    name: "relay update",
    about: "puts this version in the place of the one that is deployed; its secret stays",
    details: "Phones and agent are disconnected for a moment, and go on where they were.",
    flags: [name, dryRun],
    example: "relay update",
    load: async () => (await import("../relay-deploy.ts")).updateOwnRelay,
  },
  {
    name: "relay destroy",
    about: "takes a relay that was deployed from here off Cloudflare again",
    details:
      "Asks for its name to be typed. Phones that used it have to be paired again by another.",
    flags: [name, { name: "yes", about: "without being asked" }, dryRun],
    example: "relay destroy",
    load: async () => (await import("../relay-destroy.ts")).destroyOwnRelay,
  },
  {
    name: "relay serve",
    about:
      "runs the relay, with the app, on this computer for others: behind a proxy that ends TLS",
    details:
      "PUBLIC_HOSTS in its environment says by which name it is reached; ENROLMENT_SECRET or ALLOWED_SESSIONS,\n" +
      "who may use it; docs/self-hosting.md has these, and examples for systemd, nginx, Caddy and containers.",
    flags: [
      {
        name: "listen",
        value: "ADDRESS",
        about: "IP address and port, where the proxy finds it; 127.0.0.1:8787 unless given",
      },
      {
        name: "state",
        value: "FOLDER",
        about: "for its files, of which none needs to be kept; served-relay in the state folder",
      },
      { name: "without-app", about: "serves no page; APP_ORIGIN says where the app is" },
      { name: "for-everybody", about: "whoever finds it may use it" },
      {
        name: "i-understand-lan-exposure",
        about: "every machine of a network may talk to it, and not by https",
      },
    ],
    example: "relay serve --listen 127.0.0.1:8787",
    load: async () => (await import("../relay-serve.ts")).serveRelay,
  },
];
