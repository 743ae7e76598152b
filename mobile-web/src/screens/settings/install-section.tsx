// How to have the app on the home screen of this phone, or that it is there.

import type { JSX } from "preact";
import { InstallWays } from "../../first-load/installing/install-ways.tsx";
import { installingWords as say } from "../../words/installing-words.ts";

export function InstallSection(): JSX.Element {
  return (
    <section class="section stack-tight" aria-labelledby="install-head">
      <h2 id="install-head">{say.title}</h2>
      <InstallWays />
    </section>
  );
}
