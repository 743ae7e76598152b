// A program for tests: takes one approval through, and kills itself without a chance to tidy up at the
// given point. Arguments: state folder, workspace, master key in hexadecimal, number of the point or "waiting", ending.

import { DeskUnderTest } from "./desk-under-test.ts";
import { endings, oneApproval } from "./one-approval.ts";
import { StateFolder } from "./state-folder.ts";

const [stateFolder = "", workspaceFolder = "", master = "", at = "", wanted] =
  process.argv.slice(2);
const ending = endings.find((each) => each === wanted) ?? "approve";

const folderAt = (path: string) => ({
  path,
  makeFolder: () => Promise.reject(new Error("not here")),
  remove: () => Promise.resolve(),
});

const state = new StateFolder(folderAt(stateFolder), new Uint8Array(Buffer.from(master, "hex")));
const on = new DeskUnderTest(state, folderAt(workspaceFolder));
let points = 0;
await oneApproval(on, on.addPhone(), ending, (given) => {
  // The answer is under way, and nothing of it is durable.
  const isWaiting = at === "waiting" && given.length === 2;
  if (++points === Number(at) || isWaiting) process.kill(process.pid, "SIGKILL");
});
