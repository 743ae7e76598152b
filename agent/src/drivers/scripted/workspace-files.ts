// What the demo agent does to its folder by itself: looking, and setting it up.

export interface WorkspaceFiles {
  write(path: string, content: string): Promise<void>;
  read(path: string): Promise<string>;
  sha256(content: string): Uint8Array;
  git(folder: string, command: readonly string[]): Promise<void>;
}
