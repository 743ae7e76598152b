// docs/benchmarks.md has one section for each benchmark; a run replaces its own and leaves the others.

export function withSection(markdown: string, title: string, content: string): string {
  const section = `## ${title}\n\n${content.trim()}\n`;
  const sections = markdown.trimEnd().split(/\n(?=## )/);
  const place = sections.findIndex((other) => other.split("\n", 1)[0] === `## ${title}`);
  if (place < 0) sections.push(section);
  else sections[place] = section;
  return `${sections.map((other) => other.trimEnd()).join("\n\n")}\n`;
}
