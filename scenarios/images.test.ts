// Pictures from the phone with a prompt: made small and stripped on the phone, whole at the agent, refused plainly where
// they cannot be read or taken; with a real browser, relay and agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Driver } from "../agent/src/runs/driver.ts";
import type { PromptImage } from "../agent/src/runs/prompt-image.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };

let seen: PromptImage[];
const describing = (name: string, images?: true): Driver => ({
  name,
  ...(images && { images }),
  describe: () =>
    Promise.resolve({
      name,
      title: name,
      approvals: "exact",
      models: [],
      modes: [],
      steers: false,
      resumes: true,
      images: images === true,
    }),
  open: (run) => {
    run.inSession("garden");
    return Promise.resolve({
      turn: (prompt, _signal, shown = []) => {
        seen.push(...shown);
        const delta = `Saw ${shown.length} with: ${prompt}.`;
        run.emit({ t: "text", item: run.nextItem(), role: "answer", delta });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
});

let agent: AgentHere;
let phone: Phone;

async function begin(driver: Driver, ...others: readonly Driver[]): Promise<void> {
  seen = [];
  agent = await startAgentHere({
    drivers: [driver, ...others],
    workspace,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: driver.name, prompt: { text: "hello" } });
    },
  });
  phone = await openPhone();
  await pair(phone, agent);
  await openDemoRun(phone);
  await expect.poll(() => transcript(phone), soon).toContain("Saw 0 with: hello.");
}

beforeEach(() => {
  seen = [];
});
afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  expect(phone.complaintsButLostNetwork().join("\n")).toBe("");
});

/** A large picture with noise in it, as a camera would make one. */
async function largePicture(): Promise<Buffer> {
  const base64 = await phone.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3_000, 2_000);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    for (let n = 0; n < 4_000; n++) {
      context.fillStyle = `hsl(${(n * 137) % 360} 80% 50%)`;
      context.fillRect((n * 71) % 3_000, (n * 53) % 2_000, 90, 60);
    }
    const blob = await canvas.convertToBlob({ type: "image/png" });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  });
  return Buffer.from(base64, "base64");
}

async function attachScreenshot(): Promise<void> {
  const { page } = phone;
  const png = { name: "one.png", mimeType: "image/png", buffer: await page.screenshot() };
  await page.getByTestId("choose-images").setInputFiles([png]);
  await page.getByTestId("attached-image").waitFor(soon);
}

/** Width and height, as the first frame of a JPEG says them. */
function sizeOf(jpeg: Buffer): readonly [number, number] {
  for (let at = 2; at < jpeg.length;) {
    const marker = jpeg.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc3) {
      return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    }
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  throw new Error("expected a JPEG");
}

test("pictures are made small on the phone and reach the coding agent with their prompt", async () => {
  await begin(describing("seeing", true));
  const { page } = phone;
  const buffer = await largePicture();
  const files = ["one.png", "two.png"].map((name) => ({ name, mimeType: "image/png", buffer }));
  await page.getByTestId("choose-images").setInputFiles(files);
  await expect.poll(() => page.getByTestId("attached-image").count(), soon).toBe(2);
  await page.getByTestId("attached-image").first().click();
  await page.getByTestId("composer").fill("what is this");
  await page.getByTestId("send").click();
  await expect.poll(() => transcript(phone), soon).toContain("Saw 1 with: what is this.");
  expect(seen.map(({ mime }) => mime)).toEqual(["image/jpeg"]);
  const [first] = seen;
  const bytes = Buffer.from(first?.bytes ?? []);
  expect(bytes.length).toBeLessThanOrEqual(1_048_576);
  expect(sizeOf(bytes)).toEqual([1_568, 1_045]);
  expect(await page.getByTestId("attached-image").count()).toBe(0);
  expect(await page.getByTestId("prompt-images").innerText()).toBe("with 1 image");
});

test("what the browser cannot read is refused plainly, and the prompt is still there", async () => {
  await begin(describing("seeing", true));
  const { page } = phone;
  await page.getByTestId("composer").fill("look");
  const heic = { name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("not a picture") };
  await page.getByTestId("choose-images").setInputFiles([heic]);
  await expect
    .poll(() => page.getByTestId("image-trouble").innerText(), soon)
    .toContain("cannot read one of them");
  expect(await page.getByTestId("attached-image").count()).toBe(0);
  expect(await page.getByTestId("composer").inputValue()).toBe("look");
});

test("a picture goes with the first prompt of a new run, and waits where the link is gone", async () => {
  await begin(describing("seeing", true));
  const { page } = phone;
  await page.evaluate(() => location.assign("#/new-run"));
  await attachScreenshot();
  await page.getByTestId("new-run-prompt").fill("plant this");
  await page.context().setOffline(true);
  await page.locator("[data-testid=link-status]:not([data-link=ready])").waitFor(soon);
  await page.getByTestId("start-run").click();
  await expect
    .poll(() => page.getByTestId("image-trouble").innerText(), soon)
    .toContain("before the images were there");
  expect(await page.getByTestId("attached-image").count()).toBe(1);
  await page.context().setOffline(false);
  await page.locator("[data-testid=link-status][data-link=ready]").waitFor(soon);
  await page.getByTestId("start-run").click();
  await page.getByTestId("run-row").filter({ hasText: "plant this" }).click(soon);
  await expect.poll(() => transcript(phone), soon).toContain("Saw 1 with: plant this.");
  expect(await page.getByTestId("prompt-images").innerText()).toBe("with 1 image");
  expect(seen.map(({ mime }) => mime)).toEqual(["image/jpeg"]);
});

test("a new run is not begun without the pictures that its coding agent does not take", async () => {
  await begin(describing("seeing", true), describing("blind"));
  const { page } = phone;
  await page.evaluate(() => location.assign("#/new-run"));
  await page.getByTestId("new-run-driver").selectOption("seeing");
  await attachScreenshot();
  await page.getByTestId("new-run-prompt").fill("plant this");
  await page.getByTestId("new-run-driver").selectOption("blind");
  await page.getByTestId("images-not-taken").waitFor(soon);
  expect(await page.getByTestId("choose-images").count()).toBe(0);
  expect(await page.getByTestId("start-run").isDisabled()).toBe(true);
  await page.getByTestId("attached-image").click();
  expect(await page.getByTestId("start-run").isDisabled()).toBe(false);
  expect(await page.getByTestId("images-not-taken").count()).toBe(0);
});

test("where the coding agent takes none, none can be chosen", async () => {
  await begin(describing("blind"));
  expect(await phone.page.getByTestId("composer").count()).toBe(1);
  expect(await phone.page.getByTestId("choose-images").count()).toBe(0);
});
