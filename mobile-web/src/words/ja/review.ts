// Words about what is looked through: plans and recorded files, in Japanese.

import type { RunWords } from "../en/run.ts";

export const plan: RunWords["plan"] = {
  odd: "書式付きの表示では一部が欠けるため、原文をそのまま表示しています。",
  exact: "原文",
  drawn: "書式付き",
  file: "保存先",
  label: "どこを変えますか？",
  hint: "計画を続け、これを読みます。タスクに残り、署名はされません。",
  send: "計画を続ける",
  approve: "始めて、すべて確認する",
  goesOn: "その後",
  asks: "先にタスクを厳しくし、元には戻しません。編集も確認します。",
};

export const artifact: RunWords["artifact"] = {
  loading: "読み込み中",
  lost: "届く前に接続が切れました。",
  again: "もう一度",
  refused: (why) => `マシンが渡しませんでした：${why}`,
  changed: "届いたものが記録と異なるため、表示しません。",
  tooLong: "スマホで表示できる量を超えています。マシンで確認してください。",
  image: "ここではまだ画像を表示できません。",
  whole: "全体。記録されたものと完全に一致",
  which: "表示する変更",
  all: "すべての変更",
  onlyNew: "新しい分だけ",
  since: (time) => `${time} に記録された差分以降。このスマホで算出。`,
  nothingNew: "差分に現れる変更はありません",
  comment: "行にコメント",
  commentOn: (where) => `${where}にコメント`,
};
