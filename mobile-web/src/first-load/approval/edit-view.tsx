// A change of files: each with what happens to it and its whole diff.

import type { EditAction, FileChange } from "@longrein/protocol";
import type { JSX } from "preact";
import { DiffView } from "../../parts/diff-view.tsx";
import { countDiff, diffLines } from "../../parts/unified-diff.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { words } from "../../words/words.ts";

export function EditView({ action }: { readonly action: EditAction }): JSX.Element {
  return (
    <>
      <div class="action-part">
        <span class="label">{words.approval.folder}</span>
        <div class="action-text">
          <UntrustedText text={action.root} strictness="exact" />
        </div>
      </div>
      {action.changes.map((change, index) => (
        <ChangedFile key={index} change={change} />
      ))}
    </>
  );
}

function ChangedFile({ change }: { readonly change: FileChange }): JSX.Element {
  const { added, removed } = countDiff(diffLines(change.diff));
  return (
    <div class="action-file-change" data-testid="file-change">
      <div class="action-file">
        <span class="action-text">
          <UntrustedText text={change.path} strictness="exact" />
        </span>
        <span>
          {whatHappens(change)} <span class="count-add">+{added}</span>{" "}
          <span class="count-remove">−{removed}</span>
        </span>
      </div>
      <div class="action-diff">
        <DiffView diff={change.diff} />
      </div>
    </div>
  );
}

function whatHappens(change: FileChange): string {
  if (change.before === undefined) return words.approval.created;
  return change.after === undefined ? words.approval.deleted : words.approval.changed;
}
