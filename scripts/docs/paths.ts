// Every link and every path in code leads somewhere, and every npm script that is named exists.

import { posix } from "node:path";
import type { Finding } from "../finding.ts";
import type { Tree } from "../tree.ts";
import { type Found, type Markdown, anchorOf, readMarkdown } from "./markdown.ts";

/** A path in code is one that starts with a top-level folder; others belong to the reader's machine. */
const topLevel = [".ci", ".githooks", "agent", "docs", "mobile-web", "protocol", "relay"];
const alsoTopLevel = ["scenarios", "scripts", "simulation"];
const folders = new Set([...topLevel, ...alsoTopLevel]);

export function checkLinks(markdown: Markdown, tree: Tree): readonly Finding[] {
  return markdown.links.flatMap(({ text, line }) => {
    const message = faultOfLink(tree, markdown, text);
    return message === undefined ? [] : [{ path: markdown.path, line, message }];
  });
}

function faultOfLink(tree: Tree, markdown: Markdown, link: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return undefined;
  if (link.startsWith("/")) return `${link}: write a link relative to this file`;
  const [target = "", anchor] = link.split("#");
  const path = target === "" ? markdown.path : posix.join(posix.dirname(markdown.path), target);
  if (!tree.has(path.replace(/\/$/, ""))) return `${link}: there is no ${path}`;
  if (anchor === undefined || !path.endsWith(".md")) return undefined;
  const { headings } = path === markdown.path ? markdown : readMarkdown(path, tree.text(path));
  const known = headings.some((heading) => anchorOf(heading.text) === anchor);
  return known ? undefined : `${link}: no heading of ${path} has this anchor`;
}

export function checkCodePaths(markdown: Markdown, tree: Tree): readonly Finding[] {
  const words = markdown.codeSpans.flatMap(({ text, line }) =>
    text.split(/\s+/).map((word) => ({ text: word.replace(/[,.;:)]+$/, ""), line })),
  );
  return words.flatMap(({ text, line }) => {
    const message = faultOfCodePath(tree, text);
    return message === undefined ? [] : [{ path: markdown.path, line, message }];
  });
}

function faultOfCodePath(tree: Tree, word: string): string | undefined {
  const path = word.replace(/^\.\//, "");
  const [folder = "", next] = path.split("/");
  if (next === undefined || !folders.has(folder) || /[*<>{}$…]/.test(path)) return undefined;
  const numbered = /^(.+\.\w+)(?::\d+|#L\d+)/.exec(path);
  if (numbered !== null) return `${word}: a line number goes stale; name the function instead`;
  return tree.has(path.replace(/\/$/, "")) ? undefined : `${word}: there is no such path`;
}

export function checkCommands(markdown: Markdown, tree: Tree): readonly Finding[] {
  if (!tree.has("package.json")) return [];
  const scripts = scriptsOf(JSON.parse(tree.text("package.json")));
  const used = markdown.lines.flatMap((line, i) => commandsIn(line, i + 1));
  return used
    .filter(({ text }) => !scripts.has(text))
    .map(({ text, line }) => ({
      path: markdown.path,
      line,
      message: `npm run ${text}: package.json has no such script`,
    }));
}

function commandsIn(line: string, number: number): readonly Found[] {
  const commands = line.matchAll(/\bnpm run (?:--?[\w-]+ )*([a-z][\w:-]*\w)/g);
  return [...commands].map((match) => ({ text: match[1] ?? "", line: number }));
}

function scriptsOf(manifest: unknown): ReadonlySet<string> {
  if (typeof manifest !== "object" || manifest === null || !("scripts" in manifest))
    return new Set();
  const { scripts } = manifest;
  return new Set(typeof scripts === "object" && scripts !== null ? Object.keys(scripts) : []);
}
