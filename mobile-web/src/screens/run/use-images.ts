// Pictures from this phone for the next prompt: made small when they are chosen, and sent before the prompt is. What
// cannot be read or does not arrive says so, and the prompt waits for whoever writes it.

import { imagesPerPromptMax } from "@longrein/protocol/limits";
import { useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { runWords } from "../../words/run-words.ts";

type Picture = Uint8Array<ArrayBuffer>;

export interface AttachedImages {
  readonly pictures: readonly Picture[];
  readonly trouble: string | undefined;
  readonly sending: boolean;
  add(files: Iterable<File>): Promise<void>;
  remove(picture: Picture): void;
  /** How a prompt names them once they are at the machine; undefined if they are not. */
  send(): Promise<NamedImages | undefined>;
}

interface NamedImages {
  readonly images?: Uint8Array[];
}

const say = runWords.images;

export function useImages(phone: Phone): AttachedImages {
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [sending, setSending] = useState(false);
  const add = async (files: Iterable<File>) => {
    setTrouble(undefined);
    const { scaleImage } = await import("./scale-image.ts");
    const scaled = await Promise.all([...files].map(scaleImage));
    const readable = scaled.filter((each) => each !== "unreadable");
    const all = [...pictures, ...readable];
    if (readable.length < scaled.length) setTrouble(say.unreadable);
    else if (all.length > imagesPerPromptMax) setTrouble(say.tooMany);
    setPictures(all.slice(0, imagesPerPromptMax));
  };
  const send = async () => {
    if (pictures.length === 0) return {};
    setSending(true);
    setTrouble(undefined);
    const sent = await sendAll(phone, pictures);
    setSending(false);
    if (typeof sent === "string") {
      setTrouble(sent);
      return undefined;
    }
    setPictures([]);
    return { images: sent };
  };
  const remove = (picture: Picture) => setPictures(pictures.filter((each) => each !== picture));
  return { pictures, trouble, sending, add, remove, send };
}

/** Why not, if one of them does not arrive. */
async function sendAll(phone: Phone, pictures: readonly Picture[]): Promise<Uint8Array[] | string> {
  const { sendImage } = await import("./send-image.ts");
  const names: Uint8Array[] = [];
  for (const picture of pictures) {
    const sent = await sendImage(phone.port, picture);
    if (sent.kind === "sent") names.push(sent.image);
    else return sent.code === undefined ? say.lost : say.refused(runWords.outcomes[sent.code]);
  }
  return names;
}
