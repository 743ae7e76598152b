// The Chromium that tests, measures and pictures are made with, and how it is kept from talking to anybody else.

export const chromiumProgram = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** For `launch` and `launchPersistentContext` of playwright-core. */
export const quietChromium = {
  executablePath: chromiumProgram,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
