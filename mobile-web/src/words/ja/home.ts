// The words of what the first page has besides while there is much on it, and of a machine's page, in Japanese.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("ja");

export const japanese: HomeWords = {
  question: "質問があります",

  find: {
    label: "タスクを検索",
    anyState: "すべての状態",
    anyAgent: "すべてのエージェント",
    found: (found, all) => many(found, { other: `${all} 件中 # 件` }),
    all: "すべて表示",
  },

  pages: {
    shown: (first, last, all) => `${all} 件中 ${first}～${last} 件目`,
    earlier: "以前のものを表示",
    later: "新しいものを表示",
    before: "前を表示",
    after: "次を表示",
  },

  folded: {
    following: (count) => many(count, { other: "ほかに # 件。タップすると読めます。" }),
    answered: "返答済み",
  },

  denyAll: {
    button: "すべて拒否",
    title: (count) => many(count, { other: "# 件すべてを拒否しますか？" }),
    what: (runs) => many(runs, { other: "求めていた # 件のタスクは停止します。" }),
    sure: "すべて拒否",
    keep: "そのままにする",
    outcome: "結果",
    became: {
      denied: "拒否しました",
      meanwhile: "その間に回答済みか終了",
      "under-way": "送信中",
      "not-reached": "届いていません：マシンが未接続か、受け付けませんでした",
    },
  },

  budget: {
    near: (share, limit) => `24 時間の上限 ${limit} のうち ${share} を使いました。`,
    spent: (limit) => `24 時間の上限 ${limit} を使い切りました。新しいターンは拒否されます。`,
  },

  machine: {
    agents: "コーディングエージェント",
    unusable: "使えません",

    spent: "過去 24 時間の使用額",
    ofLimit: (used, limit, share) => `${limit} のうち ${used}（${share}）`,

    rules: "最低限確認される内容",
    lower: (profile) => `確認を増やす：${profile}`,
    whoChanges: "所有者のスマホなら、ここで確認を増やせます。減らすにはマシンで次を入力します",
    lowerWhy:
      "今後のすべてのタスクに適用されます。スマホからは元に戻せません。戻すにはマシンで次を入力します",

    stop: {
      title: (machine) => `${machine} のすべてを停止`,
      runs: (count) => many(count, { other: "進行中のタスク # 件を終了" }),
      approvals: (count) => many(count, { other: "承認待ち # 件を拒否" }),
      questions: (count) => many(count, { other: "質問 # 件を取り下げ" }),
      phones: "このスマホを含むすべてのスマホが切断されます。",
      release: "マシンで次を入力するまで、何も再開しません",
      hold: "長押しですべて停止",
      now: "すべて停止",
      fate: {
        running: "マシンがすべてを停止しています。",
        done: "すべて終了しました。",
        indeterminate: "すべて終了したかマシンが確認できませんでした。マシンで確かめてください。",
      },
    },
  },
};
