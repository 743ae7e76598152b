// A program for tests: takes one approval through, and kills itself without a chance to tidy up at the
// given point. Arguments: state folder, workspace, master key in hexadecimal, number of the point, ending.

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
await oneApproval(on, on.addPhone(), ending, () => {
  if (++points === Number(at)) process.kill(process.pid, "SIGKILL");
});
