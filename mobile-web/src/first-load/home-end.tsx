// What the first page says at its end when there is reason to: how the app comes onto the home screen, after a pairing;
// there, that it could tell what waits; and that a newer version is there.

import type { JSX } from "preact";
import { homeMention } from "./home-mention.ts";
import { newVersionReady } from "./new-version.ts";
import { partInWords } from "./part-in-words.ts";
import type { Fleet } from "./phone-store.ts";

const InstallLine = partInWords(() => import("./installing/install-line.tsx"), "InstallLine");
const NewVersionLine = partInWords(() => import("./new-version-line.tsx"), "NewVersionLine");

export function HomeEnd({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const Mention = homeMention.value;
  return (
    <>
      {fleet.state.value.pairing.kind === "paired" && <InstallLine />}
      {Mention && <Mention fleet={fleet} />}
      {newVersionReady.value && <NewVersionLine fleet={fleet} />}
    </>
  );
}
