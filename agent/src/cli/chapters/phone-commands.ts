// Phones: let in, named, bounded, sent away.

import { roles } from "@longrein/protocol/names";
import type { Argument, Command } from "../command.ts";
import { approverFlags } from "../said-rights.ts";

const phone: Argument = { name: "PHONE", about: "its name, or the beginning of its id" };

export const phoneCommands: readonly Command[] = [
  {
    name: "pair",
    about: "shows a QR code, a link and a code to type, and takes the phone's check code",
    details: "A new phone may look and no more, unless --role says otherwise.",
    flags: [
      { name: "role", value: "ROLE", about: "what it may do", choices: roles },
      ...approverFlags,
      {
        name: "with-other-app",
        about: "although the address serves another app than that of this longrein",
      },
    ],
    example: "pair --role operator",
    load: async () => (await import("../pair.ts")).pair,
  },
  {
    name: "devices list",
    isDefault: true,
    about: "lists the paired phones",
    example: "devices",
    load: async () => (await import("../devices.ts")).listDevices,
  },
  {
    name: "devices rename",
    about: "gives a phone another name",
    arguments: [phone, { name: "NAME", about: "its new name" }],
    example: 'devices rename 3f9a "work phone"',
    load: async () => (await import("../devices.ts")).renameDevice,
  },
  {
    name: "devices role",
    about: "says what a phone may do",
    details:
      "An operator may approve and a viewer may not, unless it is said otherwise. A no that was said holds\n" +
      "in other roles, too, until --approver; a yes is for the role in which it was said.",
    arguments: [phone, { name: "ROLE", about: "from now on", choices: roles }],
    flags: approverFlags,
    example: "devices role 3f9a viewer --approver",
    load: async () => (await import("../devices.ts")).setRole,
  },
  {
    name: "devices revoke",
    about: "ends a phone's right to be here, and its connection at once",
    arguments: [phone],
    example: "devices revoke 3f9a",
    load: async () => (await import("../devices.ts")).revokeDevice,
  },
  {
    name: "rotate",
    about: "gives the agent new keys, for when somebody may know the old ones",
    details:
      "Every phone is revoked and has to be paired again: they know the agent by what is replaced. A\n" +
      "phone that is connected is told at once, any other looks for the old agent until it is paired.\n" +
      "A running agent is ended. The relay forgets the old session ID with the agent's connection.\n" +
      "What is stored stays sealed by the same key; an older backup brings the old keys back.",
    flags: [
      { name: "session", about: "another session ID, the address at the relay, with its key" },
      { name: "identity", about: "all of it: that, and the keys by which phones know the agent" },
    ],
    example: "rotate --session",
    load: async () => (await import("../rotate.ts")).rotate,
  },
];
