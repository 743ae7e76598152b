// What the build puts around each import() of a part that brings styles: both are asked for at once, and the
// part is there when its styles are, so that nothing is ever seen without them.

/** By their paths; those that did not come are asked for again. */
const sheets = new Map<string, Promise<unknown>>();

export async function loadWithStyles<Part>(
  load: () => Promise<Part>,
  paths: readonly string[] = [],
): Promise<Part> {
  const [part] = await Promise.all([load(), ...paths.map(wear)]);
  return part;
}

function wear(path: string): Promise<unknown> | undefined {
  const href = `/${path}`;
  const known = sheets.get(path);
  // The page came with some, which a second time would be worn over those that came later.
  if (known !== undefined || document.querySelector(`[href="${href}"]`) !== null) return known;
  const coming = new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.crossOrigin = "";
    link.href = href;
    link.onload = resolve;
    link.onerror = () => {
      sheets.delete(path);
      link.remove();
      reject(new Error(path));
    };
    document.head.append(link);
  });
  sheets.set(path, coming);
  return coming;
}
