// The words of the first load, in Simplified Chinese.

import { counting } from "../counting.ts";
import type { Words } from "../en/first-load.ts";

const many = counting("zh-Hans");

export const chinese: Words = {
  app: {
    name: "Longrein",
    opening: "正在打开",
    back: "返回",
    incomplete: "应用的一部分未能加载。",
    incompleteTodo: "请在联网后重新加载。",
    reload: "重新加载",
    copy: "复制",
    copied: "已复制",
    justNow: "刚刚",
    comma: "，",
    colon: "：",
    stop: "。",
  },

  time: {
    seconds: (count) => `${count}秒`,
    minutes: (count) => `${count}分钟`,
    hours: (count) => `${count}小时`,
    days: (count) => `${count}天`,
    wholeMinutes: (count) => `${count}分钟`,
  },

  link: {
    idle: "未连接",
    dialling: "正在连接",
    greeting: "正在连接",
    ready: "实时",
    waiting: {
      offline: "无网络",
      "agent-away": "电脑不在线",
      refused: "中继拒绝了连接",
      failed: "连接已中断",
    },
    trying: (seconds) => (seconds > 0 ? `${seconds} 秒后重试` : "正在重试"),
    asOf: (time) => `截至 ${time}`,
    ended: {
      revoked: "已撤销",
      "update-required": "应用版本过旧",
    },
    catchingUp: "正在同步",
  },

  home: {
    approvals: "审批",
    noApprovals: "没有等待你的审批。",
    waiting: (count) => many(count, { other: "有 # 项审批等待你处理" }),
    unknown: "连接后才能得知。",
    runs: "任务",
    earlier: "较早",
    unread: "新",
    newRun: "新任务",
    noRuns: "还没有任务。编程智能体的工作会显示在这里。",
    inWorkspace: (driver, workspace) => `${workspace} 中的 ${driver}`,
    machines: "电脑",
    allMachines: "所有电脑",
  },

  run: {
    states: {
      starting: "正在启动",
      working: "进行中",
      waiting: "等待你处理",
      done: "已完成",
      failed: "失败",
      stopping: "正在停止",
      stopped: "已停止",
      indeterminate: "不明",
    },
  },

  approval: {
    command: "运行命令",
    edit: (files) => many(files, { other: "修改 # 个文件" }),
    tool: (name) => `使用 ${name}`,
    plan: "按此计划开始",
    unknown: "本手机无法读取的内容",
    by: (driver, workspace, tool) => `${workspace} 中的 ${driver}，使用 ${tool}`,
    argv: "程序与参数",
    shell: (program) => `交给 ${program} 的文本`,
    folder: "所在文件夹",
    environment: "环境变量",
    environmentRemoved: "已移除",
    operands: "读取的文件",
    files: "文件",
    created: "新建",
    deleted: "删除",
    changed: "修改",
    emptyArgument: "空",
    risk: { low: "低风险", medium: "中风险", high: "高风险" },
    says: "智能体的说法，未经验证",
    signedAs: "签名内容",
    left: (time) => `剩余 ${time}`,
    expired: "已超时",
    size: (lines, bytes) => `${many(lines, { other: "# 行" })}，${bytes}`,
    hidden: (count) => many(count, { other: "含有 # 个隐藏或易混淆的字符，以方框显示。" }),
    mixed: (word) => `“${word}”混用了不同文字的字母。`,
    deny: "拒绝",
    approve: "批准",
    holdToApprove: "按住以批准",
    haveRead: "我已阅读",
    notSeen: "读到末尾才能批准。",
    nextPart: "下一部分",
    seen: "已看到末尾",
    action: "请求的确切内容",
    stage: {
      queued: { approve: "批准正在等待连接", deny: "拒绝正在等待连接" },
      sent: { approve: "批准已发送", deny: "拒绝已发送" },
      accepted: { approve: "批准已收到", deny: "拒绝已收到" },
    },
    away: "其电脑重新连接后即可答复。",
    overdue: "已超时。电脑将视为拒绝。",
    unclear: "电脑也不确定这次答复的结果。请查看任务。",
    openRun: "打开任务",
  },

  answer: {
    more: "更多答复",
  },
};
