// A recorded file, fetched when it is looked at.

import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { type ArtifactReading, readArtifact } from "../../state/read-artifact.ts";
import type { ArtifactItem } from "../../state/transcript-item.ts";

export type Shown = ArtifactReading | { readonly kind: "loading"; readonly share: number };

/** Asked for again with each `attempt`. */
export function useArtifact(
  phone: Phone,
  run: Uint8Array,
  artifact: ArtifactItem["artifact"],
  attempt: number,
): Shown {
  const [reading, setReading] = useState<Shown>({ kind: "loading", share: 0 });
  useEffect(() => {
    let wanted = true;
    const show = (next: Shown) => {
      if (wanted) setReading(next);
    };
    const { artifact: digest, bytes } = artifact;
    void readArtifact(
      (query) => phone.port.ask(query),
      { run, artifact: digest, bytes },
      (share) => show({ kind: "loading", share }),
    ).then(show);
    return () => {
      wanted = false;
    };
  }, [phone, run, artifact, attempt]);
  return reading;
}
