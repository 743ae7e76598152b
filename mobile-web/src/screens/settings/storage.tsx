// What is kept on this phone, and its end: for good, so a word has to be typed for it.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Fleet } from "../../first-load/phone-store.ts";
import { preference } from "../../first-load/preferences.ts";
import { Button } from "../../parts/button.tsx";
import { bytes } from "../../words/amounts.ts";
import { screenWords } from "../../words/screen-words.ts";

const say = screenWords.settings;

export function Storage({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const size = useStoredBytes();
  const [asked, setAsked] = useState(false);
  return (
    <section class="section stack-tight" aria-labelledby="storage-head">
      <h2 id="storage-head">{say.storage}</h2>
      <p data-testid="stored">{say.stored(size === undefined ? "–" : bytes(size))}</p>
      <Kept />
      {asked ? (
        <Wipe fleet={fleet} />
      ) : (
        <Button testId="wipe" onPress={() => setAsked(true)}>
          {say.wipe}
        </Button>
      )}
    </section>
  );
}

/** Whether the browser keeps it for good: browsers promise it to pages that are used, and only when asked. */
function Kept(): JSX.Element | null {
  const [keeping, setKeeping] = useState<"kept" | "clearable" | "refused" | undefined>(undefined);
  useEffect(() => {
    if (!canBeKept()) return;
    const note = (kept: boolean) => setKeeping(kept ? "kept" : "clearable");
    navigator.storage.persisted().then(note, () => undefined);
  }, []);
  const ask = () => {
    const note = (kept: boolean) => setKeeping(kept ? "kept" : "refused");
    navigator.storage.persist().then(note, () => setKeeping("refused"));
  };
  if (keeping === undefined) return null;
  return (
    <>
      <p class="note" role="status" data-testid="keeping" data-keeping={keeping}>
        {say.keeping[keeping]}
      </p>
      {keeping === "clearable" && (
        <Button testId="keep-for-good" onPress={ask}>
          {say.keepForGood}
        </Button>
      )}
    </>
  );
}

/** Not every engine can say it. */
function canBeKept(): boolean {
  return "storage" in navigator && "persist" in navigator.storage;
}

function Wipe({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const [typed, setTyped] = useState("");
  const [failed, setFailed] = useState(false);
  const confirmed = typed.trim().toLowerCase() === say.wipeWord;
  const wipe = () => {
    endNotifications(fleet)
      .then(() => fleet.port.wipe())
      .then(startAnew, () => setFailed(true));
  };
  return (
    <>
      <p class="note">{say.wipeWhy}</p>
      <label class="field">
        <span class="field-label">{say.wipeType(say.wipeWord)}</span>
        <input
          class="input"
          data-testid="wipe-word"
          value={typed}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Button look="danger" testId="wipe-now" disabled={!confirmed} onPress={wipe}>
        {say.wipeNow}
      </Button>
      {failed && (
        <p class="warning" role="alert">
          {say.wipeFailed}
        </p>
      )}
    </>
  );
}

async function endNotifications(fleet: Fleet): Promise<void> {
  if (preference("notifications") === undefined) return;
  const { keepNotifications } = await import("../../notifications/keep-notifications.ts");
  await keepNotifications(fleet).turnOff();
}

/** The app itself stays, so that it also starts without a network. */
function startAnew(): void {
  localStorage.clear();
  location.replace(location.pathname);
}

/** As the browser counts it, which is roughly. */
function useStoredBytes(): number | undefined {
  const [size, setSize] = useState<number | undefined>(undefined);
  useEffect(() => {
    const note = ({ usage }: StorageEstimate) => setSize(usage);
    // Not every engine can say it.
    if (!("storage" in navigator)) return;
    navigator.storage.estimate().then(note, () => undefined);
  }, []);
  return size;
}
