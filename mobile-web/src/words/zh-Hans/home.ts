// The words of what the first page has besides while there is much on it, in Simplified Chinese.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("zh-Hans");

export const chinese: HomeWords = {
  question: "有问题要问你",

  find: {
    label: "搜索任务",
    state: "状态",
    anyState: "所有状态",
    agent: "智能体",
    anyAgent: "所有智能体",
    found: (found, all) => many(found, { other: `# 个任务，共 ${all} 个` }),
    all: "全部显示",
  },

  pages: {
    shown: (first, last, all) => `第 ${first} 至 ${last} 个，共 ${all} 个`,
    earlier: "显示更早的",
    later: "显示较新的",
  },

  folded: {
    following: (count) => many(count, { other: "还有 # 项在等待。点按即可阅读。" }),
    answered: "已答复",
  },

  denyAll: {
    button: "全部拒绝",
    title: (count) => many(count, { other: "拒绝全部 # 项审批？" }),
    what: (runs) => many(runs, { other: "提出请求的 # 个任务会被停止。" }),
    sure: "全部拒绝",
    keep: "保留",
  },

  budget: {
    near: (share, limit) => `24 小时限额 ${limit} 已用 ${share}。`,
    spent: (limit) => `24 小时限额 ${limit} 已用完：新的轮次会被拒绝。`,
  },
};
