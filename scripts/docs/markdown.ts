// As much of Markdown as the check needs: headings, links, code spans and tables, each with its line.
// Fenced code and HTML comments are blanked out, so that lines keep their numbers.

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly line: number;
}

export interface Found {
  readonly text: string;
  readonly line: number;
}

export interface Markdown {
  readonly path: string;
  readonly lines: readonly string[];
  /** The lines without what stands in fences and comments. */
  readonly prose: readonly string[];
  readonly headings: readonly Heading[];
  readonly codeSpans: readonly Found[];
  readonly links: readonly Found[];
}

export function readMarkdown(path: string, text: string): Markdown {
  const lines = text.replace(/\n$/, "").split("\n");
  const prose = blankFences(blankComments(text).replace(/\n$/, "").split("\n"));
  return {
    path,
    lines,
    prose,
    headings: prose.flatMap(readHeading),
    codeSpans: prose.flatMap((line, i) => matches(line, /(`+)([^`].*?)\1(?!`)/g, 2, i + 1)),
    links: prose.flatMap((line, i) => readLinks(line, i + 1)),
  };
}

/** The anchor a heading gets on the common forges. */
export function anchorOf(heading: string): string {
  const plain = heading.replaceAll(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}\s-]/gu, "").replaceAll(/\s/g, "-");
}

function blankComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ""));
}

function blankFences(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      return mark === undefined ? line : "";
    }
    if (mark?.startsWith(fence) === true) fence = undefined;
    return "";
  });
}

function readHeading(line: string, index: number): readonly Heading[] {
  const match = /^(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/.exec(line);
  const marks = match?.[1];
  if (marks === undefined) return [];
  return [{ level: marks.length, text: match?.[2] ?? "", line: index + 1 }];
}

function readLinks(line: string, number: number): readonly Found[] {
  const withoutCode = line.replaceAll(/(`+)([^`].*?)\1(?!`)/g, (code) => "`".repeat(code.length));
  return [
    ...matches(withoutCode, /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, 1, number),
    ...matches(withoutCode, /^\s*\[[^\]]+\]:\s+<?([^\s>]+)>?/g, 1, number),
  ];
}

function matches(line: string, pattern: RegExp, group: number, number: number): readonly Found[] {
  return [...line.matchAll(pattern)].map((match) => ({ text: match[group] ?? "", line: number }));
}
