// Whether a path, as it is written, lies in a folder: no step up may lead out of it again.

export function isWithin(path: string, folder: string): boolean {
  return path === folder || (path.startsWith(`${folder}/`) && !path.split("/").includes(".."));
}
