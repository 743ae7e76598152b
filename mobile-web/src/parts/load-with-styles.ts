// What the build puts around each import() of a part that brings styles: both are asked for at once, and the
// part is there when its styles are, so that nothing is ever seen without them.

/** By their paths; those that did not come are asked for again. */
const sheets = new Map<string, Promise<void>>();

export async function loadWithStyles<Part>(
  load: () => Promise<Part>,
  paths: readonly string[] = [],
): Promise<Part> {
  const [part] = await Promise.all([load(), ...paths.map(wear)]);
  return part;
}

function wear(path: string): Promise<void> {
  const coming =
    sheets.get(path) ??
    new Promise<void>((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.crossOrigin = "";
      link.href = `/${path}`;
      link.onload = () => resolve();
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
