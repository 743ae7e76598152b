// Code that an agent wrote, in a well, with what language it says it is and a button that copies it.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../button.tsx";
import { UntrustedText } from "../untrusted-text.tsx";

export interface CopyWords {
  readonly copy: string;
  readonly copied: string;
}

interface Given {
  readonly language: string;
  readonly text: string;
  readonly say: CopyWords;
}

const saidForMs = 2_000;

export function CodeBlock({ language, text, say }: Given): JSX.Element {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [copied]);
  // Refused without permission: the code stands there to be read.
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <div class="well said-block">
      <div class="said-block-top">
        <span class="said-language">
          <UntrustedText text={language} strictness="exact" />
        </span>
        <Button look="quiet" onPress={copy}>
          {copied ? say.copied : say.copy}
        </Button>
      </div>
      <pre class="said-block-text">
        <UntrustedText text={text} strictness="prose" />
      </pre>
    </div>
  );
}
