// The words of the first load, in Japanese.

import { counting } from "../counting.ts";
import type { Words } from "../en/first-load.ts";

const many = counting("ja");

export const japanese: Words = {
  app: {
    name: "Longrein",
    opening: "開いています",
    back: "戻る",
    incomplete: "アプリの一部を読み込めませんでした。",
    incompleteTodo: "オンラインになったら再読み込みしてください。",
    reload: "再読み込み",
    copy: "コピー",
    copied: "コピーしました",
    justNow: "今",
    comma: "、",
    colon: "：",
    stop: "。",
  },

  time: {
    seconds: (count) => `${count} 秒`,
    minutes: (count) => `${count} 分`,
    hours: (count) => `${count} 時間`,
    days: (count) => `${count} 日`,
    wholeMinutes: (count) => `${count} 分`,
  },

  link: {
    idle: "未接続",
    dialling: "接続中",
    greeting: "接続中",
    ready: "ライブ",
    waiting: {
      offline: "ネットワークなし",
      "agent-away": "マシンが応答しません",
      refused: "リレーが接続を拒否しました",
      failed: "接続が切れました",
    },
    trying: (seconds) => (seconds > 0 ? `${seconds} 秒後に再接続` : "再接続中"),
    asOf: (time) => `${time} 時点`,
    ended: {
      revoked: "取り消されました",
      "update-required": "アプリが古すぎます",
    },
    catchingUp: "最新の状態を取得中",
  },

  home: {
    approvals: "承認",
    noApprovals: "承認待ちはありません。",
    waiting: (count) => many(count, { other: "# 件の承認待ち" }),
    unknown: "接続するまでわかりません。",
    runs: "タスク",
    earlier: "以前のもの",
    unread: "新着",
    newRun: "新しいタスク",
    noRuns: "タスクはまだありません。コーディングエージェントの作業がここに表示されます。",
    inWorkspace: (driver, workspace) => `${workspace} の ${driver}`,
    machines: "マシン",
    allMachines: "すべてのマシン",
  },

  run: {
    states: {
      starting: "開始中",
      working: "作業中",
      waiting: "あなたの返答待ち",
      done: "完了",
      failed: "失敗",
      stopping: "停止中",
      stopped: "停止済み",
      indeterminate: "不明",
    },
  },

  approval: {
    command: "コマンドを実行",
    edit: (files) => many(files, { other: "# 個のファイルを変更" }),
    tool: (name) => `${name} を使用`,
    plan: "この計画で始める",
    unknown: "このスマホでは読めない内容",
    by: (driver, workspace, tool) => `${workspace} の ${driver}、${tool} を使用`,
    argv: "プログラムと引数",
    shell: (program) => `${program} に渡すテキスト`,
    folder: "フォルダ",
    environment: "環境変数",
    environmentRemoved: "削除",
    operands: "読み込むファイル",
    files: "ファイル",
    created: "新規",
    deleted: "削除",
    changed: "変更",
    emptyArgument: "空",
    risk: { low: "低リスク", medium: "中リスク", high: "高リスク" },
    says: "エージェントの説明（未検証）",
    signedAs: "署名対象",
    left: (time) => `残り ${time}`,
    expired: "時間切れ",
    size: (lines, bytes) => `${many(lines, { other: "# 行" })}、${bytes}`,
    hidden: (count) =>
      many(count, {
        other: "見えない文字や紛らわしい文字が # 個あります（枠で表示）。",
      }),
    mixed: (word) => `「${word}」には異なる文字体系の文字が混ざっています。`,
    deny: "拒否",
    approve: "承認",
    holdToApprove: "長押しで承認",
    haveRead: "内容を読みました",
    notSeen: "承認するには最後まで読んでください。",
    nextPart: "続きを読む",
    seen: "最後まで表示しました",
    action: "求められている操作の正確な内容",
    stage: {
      queued: { approve: "承認は接続を待っています", deny: "拒否は接続を待っています" },
      sent: { approve: "承認を送信しました", deny: "拒否を送信しました" },
      accepted: { approve: "承認が届きました", deny: "拒否が届きました" },
    },
    away: "このマシンに再び接続すると回答できます。",
    overdue: "時間切れです。マシンは拒否とみなします。",
    unclear: "この回答がどうなったか、マシンにもわかりません。タスクを確認してください。",
    openRun: "タスクを開く",
  },

  answer: {
    more: "ほかの回答",
  },
};
