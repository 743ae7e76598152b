// The pictures that go with the next prompt: the way to choose them, and each of them, to be taken away again.

import type { JSX } from "preact";
import { runWords } from "../../words/run-words.ts";
import type { AttachedImages as Images } from "./use-images.ts";

const say = runWords.images;

export function AttachedImages({ images }: { readonly images: Images }): JSX.Element | null {
  const { pictures, trouble, sending, remove } = images;
  if (pictures.length === 0 && trouble === undefined) return null;
  return (
    <div class="quick-words">
      {pictures.map((picture, index) => (
        <button
          key={index}
          type="button"
          class="chip"
          data-testid="attached-image"
          disabled={sending}
          onClick={() => remove(picture)}
        >
          {say.remove(index + 1)}
        </button>
      ))}
      {sending && (
        <span class="note" role="status">
          {say.sending}
        </span>
      )}
      {trouble !== undefined && (
        <p class="note" role="alert" data-testid="image-trouble">
          {trouble}
        </p>
      )}
    </div>
  );
}

interface Given {
  readonly images: Images;
  readonly disabled: boolean;
}

export function ChooseImages({ images, disabled }: Given): JSX.Element {
  return (
    <label class="button button-plain choose-images">
      <input
        type="file"
        class="only-read-aloud"
        accept="image/*"
        multiple
        data-testid="choose-images"
        disabled={disabled || images.sending}
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files !== null) void images.add(Array.from(files));
          event.currentTarget.value = "";
        }}
      />
      {say.choose}
    </label>
  );
}
