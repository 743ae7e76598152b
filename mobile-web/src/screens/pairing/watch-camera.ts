// Reads codes off the phone's camera until it is told to stop, or says why there is no camera.

import { readQr } from "../../parts/qr/read-qr.ts";

export type CameraFault = "refused" | "missing";

export interface Watching {
  text(text: string): void;
  fault(fault: CameraFault): void;
}

/** Often enough for a hand that holds still for a moment; what is larger takes longer and shows no more. */
const everyMs = 120;
const widthMax = 640;

export function watchCamera(video: HTMLVideoElement, watching: Watching): () => void {
  const over = new AbortController();
  watch(video, watching.text, over.signal).catch((failure: unknown) => {
    if (over.signal.aborted) return;
    const isRefused = failure instanceof DOMException && failure.name === "NotAllowedError";
    watching.fault(isRefused ? "refused" : "missing");
  });
  return () => over.abort();
}

async function watch(
  video: HTMLVideoElement,
  found: Watching["text"],
  over: AbortSignal,
): Promise<void> {
  // Not there at all where the page came over an open connection.
  const camera = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  try {
    video.srcObject = camera;
    await video.play();
    const look = pictureTaker(video);
    while (!over.aborted) {
      const picture = look();
      const text = picture && readQr(picture);
      if (text !== undefined) found(text);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  } finally {
    for (const track of camera.getTracks()) track.stop();
  }
}

/** Gives none while the camera has not begun. */
function pictureTaker(video: HTMLVideoElement): () => ImageData | undefined {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return () => {
    const { videoWidth, videoHeight } = video;
    if (context === null || videoWidth === 0) return undefined;
    const scale = Math.min(1, widthMax / videoWidth);
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}
