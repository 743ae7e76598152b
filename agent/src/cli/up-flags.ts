// What `up` and `start` understand, as flags.

import type { Flag } from "./command.ts";

export const upFlags: readonly Flag[] = [
  { name: "relay", value: "URL", about: "the relay to use, from now on" },
  { name: "app", value: "URL", about: "where phones find the app, if the relay does not serve it" },
  { name: "embedded", about: "a relay on this computer, from now on" },
  { name: "port", value: "N", about: "the port of the relay on this computer" },
  {
    name: "public-url",
    value: "URL",
    about: "the https address under which your tunnel or proxy shows that relay to phones",
  },
  {
    name: "address",
    value: "IP",
    about: "where that relay listens, for a proxy on another machine; else on this computer alone",
  },
  {
    name: "i-understand-lan-exposure",
    about: "every machine of that network may talk to that relay",
  },
  { name: "demo-driver", about: "the demo agent as coding agent, from now on" },
];
