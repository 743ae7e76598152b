// The words of what the first page has besides while there is much on it, in Japanese.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("ja");

export const japanese: HomeWords = {
  question: "質問があります",

  find: {
    label: "タスクを検索",
    state: "状態",
    anyState: "すべての状態",
    agent: "エージェント",
    anyAgent: "すべてのエージェント",
    found: (found, all) => many(found, { other: `${all} 件中 # 件` }),
    all: "すべて表示",
  },

  pages: {
    shown: (first, last, all) => `${all} 件中 ${first}～${last} 件目`,
    earlier: "以前のものを表示",
    later: "新しいものを表示",
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
  },

  budget: {
    near: (share, limit) => `24 時間の上限 ${limit} のうち ${share} を使いました。`,
    spent: (limit) => `24 時間の上限 ${limit} を使い切りました。新しいターンは拒否されます。`,
  },
};
