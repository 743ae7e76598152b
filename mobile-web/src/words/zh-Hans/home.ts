// The words of what the first page has besides while there is much on it, and of a machine's page, in Simplified Chinese.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("zh-Hans");

export const chinese: HomeWords = {
  question: "有问题要问你",

  find: {
    label: "搜索任务",
    anyState: "所有状态",
    anyAgent: "所有智能体",
    found: (found, all) => many(found, { other: `# 个任务，共 ${all} 个` }),
    all: "全部显示",
  },

  pages: {
    shown: (first, last, all) => `第 ${first} 至 ${last} 个，共 ${all} 个`,
    earlier: "显示更早的",
    later: "显示较新的",
    before: "显示前面的",
    after: "显示后面的",
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
    outcome: "结果",
    became: {
      denied: "已拒绝",
      meanwhile: "期间已被回答或已结束",
      "under-way": "正在发送",
      "not-reached": "未送达：电脑未连接，或未接受",
    },
  },

  budget: {
    near: (share, limit) => `24 小时限额 ${limit} 已用 ${share}。`,
    spent: (limit) => `24 小时限额 ${limit} 已用完：新的轮次会被拒绝。`,
  },

  machine: {
    agents: "编程智能体",
    unusable: "无法使用",

    spent: "过去 24 小时的花费",
    ofLimit: (used, limit, share) => `${used}，限额 ${limit}，占 ${share}`,

    rules: "至少会询问你的内容",
    lower: (profile) => `多询问：${profile}`,
    whoChanges: "所有者的手机可以在这里要求更多询问。要减少询问，需在电脑上输入",
    lowerWhy: "从现在起对所有任务有效。手机上无法撤回，只能在电脑上输入",

    stop: {
      title: (machine) => `停止 ${machine} 上的一切`,
      runs: (count) => many(count, { other: "结束 # 个进行中的任务" }),
      approvals: (count) => many(count, { other: "拒绝 # 项审批" }),
      questions: (count) => many(count, { other: "撤回 # 个提问" }),
      phones: "所有手机都会断开，包括这一部。",
      release: "在电脑上输入以下命令之前，什么都不会再启动",
      hold: "按住以停止一切",
      now: "停止一切",
      fate: {
        running: "电脑正在停止一切。",
        done: "一切都已结束。",
        indeterminate: "电脑无法确认一切都已结束。请到电脑上查看。",
      },
    },
  },
};
