// A command to type at the machine, with a button that copies it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { words } from "../words/words.ts";

export function CommandLine({ command }: { readonly command: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    const noteIt = () => setCopied(true);
    // Refused without permission: the command stands there to be read.
    navigator.clipboard.writeText(command).then(noteIt, () => undefined);
  };
  return (
    <div class="well command">
      <code>{command}</code>
      <Button look="quiet" onPress={copy}>
        {copied ? words.app.copied : words.app.copy}
      </Button>
    </div>
  );
}
