// A prompt as the protocol has it said: its images, for an agent that takes some, and its words.

import type { PromptImage } from "../../runs/prompt-image.ts";
import { base64 } from "../../platform/base64.ts";
import { type AgentProcess, takesImages } from "./agent-process.ts";
import { AcpFailure } from "./failures.ts";

export function blocksOf(text: string, images: readonly PromptImage[]): readonly object[] {
  const shown = images.map((image) => ({
    type: "image",
    mimeType: image.mime,
    data: base64(image.bytes),
  }));
  return [...shown, { type: "text", text }];
}

/** Nothing of a prompt is left out without a word. */
export function requireTaken({ greeting }: AgentProcess, images: readonly PromptImage[]): void {
  if (images.length === 0 || takesImages(greeting)) return;
  throw new AcpFailure("It takes no images", "Say in words what is in them.");
}
