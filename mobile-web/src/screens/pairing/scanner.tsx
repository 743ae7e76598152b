// What the camera sees, until it sees a pairing link. Loaded when somebody wants to scan.

import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { type CameraFault, watchCamera } from "./watch-camera.ts";

export interface ScannerGiven {
  /** Where the link goes. */
  readonly link: Signal<string | undefined>;
  /** Whether to scan at all. */
  readonly isOn: Signal<boolean>;
  /** From the page that is there already: its words would else be in this file, and come with it. */
  readonly say: Readonly<Record<Seen | "stop", string>>;
}

type Seen = "looking" | "other" | CameraFault;
/** Whether the link is whole and right is for those who use it to say. */
const pairingLink = /#1[\w-]+$/;

export function Scanner({ link, isOn, say }: ScannerGiven): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [seen, setSeen] = useState<Seen>("looking");
  useEffect(() => {
    if (video.current === null) return undefined;
    const text = (read: string) => {
      if (pairingLink.test(read)) link.value = read;
      else setSeen("other");
    };
    return watchCamera(video.current, { text, fault: setSeen });
  }, [link]);
  useEffect(() => {
    // A page that is put away has no business with the camera.
    const put = () => (isOn.value = !document.hidden);
    document.addEventListener("visibilitychange", put);
    return () => document.removeEventListener("visibilitychange", put);
  }, [isOn]);
  return (
    <div class="stack-tight" data-testid="scanner" data-seen={seen}>
      {(seen === "looking" || seen === "other") && (
        <video ref={video} class="viewfinder" playsInline muted aria-hidden="true" />
      )}
      <p class="note" role="status">
        {say[seen]}
      </p>
      <Button onPress={() => (isOn.value = false)}>{say.stop}</Button>
    </div>
  );
}
