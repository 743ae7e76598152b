// The changelog's first section, closed: what was not yet released gets its version and its day. Pure.

const heading = /^## (\S+), not yet released$/m;
const released = /^## (\S+), (\d{4}-\d{2}-\d{2})$/m;

/** Throws in words if there is nothing to release. */
export function closeSection(text: string, version: string, day: string): string {
  const open = heading.exec(text);
  if (open === null) throw new Error('CHANGELOG.md: expected "## VERSION, not yet released"');
  const rest = text.slice(open.index + open[0].length);
  const [section = ""] = rest.split(/^## /m);
  if (!/^- /m.test(section)) throw new Error("CHANGELOG.md: nothing stands in its first section");
  return text.replace(heading, `## ${version}, ${day}`);
}

export function lastReleased(text: string): string | undefined {
  return released.exec(text)?.[1];
}
