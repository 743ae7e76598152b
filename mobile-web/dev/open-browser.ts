// A fresh headless Chromium in the shape of a phone.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

export interface Shape {
  readonly width: number;
  readonly height: number;
}

/** A phone's own type where the machine has it, instead of whatever a server calls its default. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>system-ui</family><prefer><family>Roboto</family></prefer></alias>
</fontconfig>
`;

export async function withPhone(
  shape: Shape,
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "phone-"));
  const fontsFile = join(folder, "fonts.conf");
  await writeFile(fontsFile, fonts);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    headless: true,
    env: { ...definedEnvironment(), FONTCONFIG_FILE: fontsFile },
    locale: process.env["PHONE_LOCALE"] ?? "en-US",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    viewport: shape,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  try {
    await use(context);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function definedEnvironment(): Record<string, string> {
  const defined = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, value ?? ""]));
}
