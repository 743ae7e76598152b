// A pairing link as a QR code of half blocks: two modules in one character.

import encodeQR from "qr";

const whiteOnBlack = "\u001b[97;40m";
const reset = "\u001b[0m";

/** In colour it is dark on light whatever the terminal's theme, since scanners expect it so. */
export function terminalQr(link: string, colour: boolean): string {
  const rows = encodeQR(link, "raw", { ecc: "low", border: 2 });
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const upper = rows[y] ?? [];
    const lower = rows[y + 1] ?? [];
    // A filled block paints the foreground: here the light modules.
    const line = upper.map((dark, x) => block(!dark, !(lower[x] ?? false))).join("");
    lines.push(colour ? `${whiteOnBlack}${line}${reset}` : line);
  }
  return lines.join("\n");
}

function block(upperLight: boolean, lowerLight: boolean): string {
  if (upperLight && lowerLight) return "█";
  if (upperLight) return "▀";
  return lowerLight ? "▄" : " ";
}
