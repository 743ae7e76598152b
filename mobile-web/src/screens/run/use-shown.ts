// Says that a run is shown, each time that it has gone on, and again when somebody comes back to the page.

import { useEffect } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import type { Run } from "../../state/inbox.ts";

export function useShown(phone: Phone, run: Run): void {
  useEffect(() => {
    const shown = () => {
      if (document.visibilityState === "visible") phone.noteShown(run.key);
    };
    shown();
    document.addEventListener("visibilitychange", shown);
    return () => document.removeEventListener("visibilitychange", shown);
  }, [phone, run]);
}
