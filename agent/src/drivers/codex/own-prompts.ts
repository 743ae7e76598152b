// What is said to Codex from here, numbered, so that it is known when Codex tells it again.

import { toBase64url } from "@longrein/protocol";
import { nodePrimitives } from "../../platform/node-primitives.ts";
import type { PromptImage } from "../../runs/prompt-image.ts";
import { dataUrl } from "../../platform/base64.ts";

export class OwnPrompts {
  readonly #numbers = new Set<string>();

  /** As a turn wants to have it said. */
  inputOf(text: string, images: readonly PromptImage[] = []): object {
    const clientUserMessageId = `longrein-${toBase64url(nodePrimitives.randomBytes(16))}`;
    this.#numbers.add(clientUserMessageId);
    const shown = images.map((image) => ({ type: "image", url: dataUrl(image) }));
    const said = { type: "text", text, text_elements: [] };
    return { clientUserMessageId, input: [...shown, said] };
  }

  /** Codex tells it once. */
  isOwn(number: string): boolean {
    return this.#numbers.delete(number);
  }
}
