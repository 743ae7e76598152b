// Phones that are paired with the recorded machine.

import type { QueryAnswer } from "@longrein/protocol";
import { idFrom, thisDevice } from "../src/state/recording.ts";

type Devices = Extract<QueryAnswer, { t: "devices" }>["devices"];

const day = 86_400_000;

export const recordedDevices = (): Devices => [
  {
    device: thisDevice,
    name: "Mara's phone",
    role: "owner",
    pairedAt: Date.now() - 40 * day,
    seenAt: Date.now(),
    here: true,
    words: "lusab-dafok-gomir-tunid",
  },
  {
    device: idFrom(41),
    name: "The tablet in the kitchen, which everybody uses to look at the watering",
    role: "viewer",
    pairedAt: Date.now() - 12 * day,
    seenAt: Date.now() - 2 * day,
    here: false,
    words: "zubaf-hilor-mapud-risog",
  },
  {
    device: idFrom(42),
    name: "iPhone\u202e",
    role: "operator",
    pairedAt: Date.now() - day,
    here: false,
    words: "bafim-dozul-kanir-posad",
  },
];
