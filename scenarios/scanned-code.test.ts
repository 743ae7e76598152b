// Pairing by the camera: a phone that is held before the terminal in which the real agent shows its code.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { terminalQr } from "../agent/src/cli/qr-code.ts";
import { codeInTerminal, filmOf } from "./camera-film.ts";
import { answerWithinMs, shownCode } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Size, small, tall } from "./engines/browser.ts";
import { type Phone, openPhone } from "./phone.ts";
import { until } from "./until.ts";

const camera = ["--use-fake-device-for-media-stream"];
const allowed = "--use-fake-ui-for-media-stream";

let longrein: Longrein;
let phone: Phone;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "longrein-film-"));
  longrein = await startLongrein(["--pace", "0"]);
  await until("its first link", longrein.said, (said) => said.includes("Ctrl-C ends everything"));
});

afterEach(() => phone.close());

afterAll(async () => {
  await longrein.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

async function openBefore(code: readonly (readonly boolean[])[], size?: Size): Promise<void> {
  const film = join(folder, "film.y4m");
  writeFileSync(film, filmOf(code));
  const seen = `--use-file-for-fake-video-capture=${film}`;
  phone = await openPhone({ args: [...camera, allowed, seen], ...(size && { size }) });
  await scan();
}

async function scan(): Promise<void> {
  await phone.page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Reflect.set(window, "camerasAre", () => tracks.map(({ readyState }) => readyState));
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wish) => {
      const stream = await open(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await phone.page.goto(longrein.started.appUrl);
  // Which is what `newCode` does.
  await phone.page.getByText("press Enter in its terminal").waitFor();
  await phone.page.getByTestId("scan").click();
}

/** Each link works once. */
async function newCode(): Promise<readonly (readonly boolean[])[]> {
  const links = () => longrein.said().split(`${longrein.started.appUrl}/#1`).length;
  const before = links();
  longrein.type("");
  await until("a new link", links, (count) => count > before);
  return codeInTerminal(longrein.said());
}

const saidOfCamera = () => phone.page.getByTestId("scanner").getAttribute("data-seen");
/** As the browser has it, whatever the page still shows. */
const cameras = () => phone.page.evaluate<unknown>("camerasAre()");

describe("a phone with a camera", () => {
  test.each([tall, small])(
    "pairs by the code that the terminal shows, at $width wide",
    async (size) => {
      // By Enter in its terminal, as the page says.
      await openBefore(await newCode(), size);
      expect(await phone.page.locator("main").innerText()).toContain("press Enter in its terminal");
      await phone.page.getByText("Pairing link received").waitFor({ timeout: answerWithinMs });
      await expect.poll(cameras, { message: "the camera is let go" }).toEqual(["ended"]);
      await phone.page.getByTestId("pair-button").click();
      longrein.type(await shownCode(phone));
      await phone.page.getByTestId("approval-card").waitFor({ timeout: answerWithinMs });
      expect(phone.complaints).toEqual([]);
    },
  );

  test("is told that it sees another code, and looks on", async () => {
    await openBefore(codeInTerminal(terminalQr("https://example.org/a-menu", false)));
    await expect.poll(saidOfCamera, { timeout: answerWithinMs }).toBe("other");
    expect(await cameras()).toEqual(["live"]);
    await phone.page.getByRole("button", { name: "Stop scanning" }).click();
    await phone.page.getByTestId("paste-link").waitFor();
    await expect.poll(cameras).toEqual(["ended"]);
  });
});

describe("a phone that has no use of its camera", () => {
  test.each([
    { why: "that it may not be used", args: camera, seen: "refused" },
    { why: "that there is none", args: [], seen: "missing" },
  ])("is told $why, and can paste the link", async ({ args, seen }) => {
    phone = await openPhone({ args });
    await scan();
    await expect.poll(saidOfCamera, { timeout: answerWithinMs }).toBe(seen);
    await phone.page.getByRole("button", { name: "Stop scanning" }).click();
    await phone.page.getByTestId("paste-link").waitFor();
    expect(phone.complaints).toEqual([]);
  });
});
