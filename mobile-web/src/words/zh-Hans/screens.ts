// The words of the pages beyond the first, in Simplified Chinese.

import { counting } from "../counting.ts";
import type { ScreenWords } from "../en/screens.ts";

const many = counting("zh-Hans");

export const chinese: ScreenWords = {
  run: {
    notFound: "这台电脑上没有此任务。",
    empty: "还没有任何动静。",
    loading: "正在加载",
    transcript: "记录",
    thought: "思考",
    thinking: "正在思考",
    earlierPart: "显示之前的内容",
    you: "你",
    agent: "智能体",
    plan: "计划",
    planProgress: (done, all) => `${done} / ${all}`,
    planStatus: { pending: "待办", active: "进行中", done: "已完成" },
    latest: "最新",
    stop: (driver) => `停止 ${driver}`,
    stopShort: "停止",
    stopFate: {
      queued: "停止指令等待连接",
      sent: "停止指令已发送",
      accepted: "停止指令已接受",
      running: "正在停止",
      done: "已停止",
      failed: "停止失败",
      indeterminate: "不确定是否已停止",
    },
    tools: {
      command: "命令",
      edit: "编辑",
      read: "读取",
      search: "搜索",
      fetch: "获取",
      other: "工具",
    },
    toolStatus: {
      completed: "完成",
      failed: "失败",
      declined: "已拒绝",
      void: "未执行",
    },
    show: (count) => many(count, { other: "显示 # 行" }),
    showMore: (count) => many(count, { other: "再显示 # 行" }),
    missed: (count) => many(count, { other: "# 条新内容" }),
    hide: "隐藏",
    cutHere: "这段输出的开头未保存在手机上。",
    cutThere: "电脑截断了这段输出。",
    notice: { info: "提示", warning: "警告", error: "错误" },
  },

  composer: {
    label: (driver) => `发给 ${driver} 的消息`,
    send: "发送",
    tooLong: "内容太长，无法发送。请缩短。",
    fate: {
      queued: "排队中：连接后发送",
      sent: "已发送",
      accepted: "已接受",
      running: "处理中",
      done: "完成",
      failed: "未被接受",
      indeterminate: "电脑也不确定是否已接受",
    },
    viewer: "本手机只能查看，不能下指令。",
    update: "请重新加载应用：此版本只能查看，不能下指令。",
  },

  newRun: {
    title: "新任务",
    workspace: "工作区",
    driver: "智能体",
    prompt: "要做什么？",
    start: "开始",
    pick: "与电脑上一致：填写它允许的文件夹和已有的编程智能体。",
  },

  device: {
    title: "本手机",
    machine: "已配对",
    role: "权限",
    roles: {
      viewer: "查看",
      operator: "查看、下指令和批准",
      owner: "查看、下指令、批准和管理手机",
    },
    unknownRole: "连接后得知",
    relay: "中继能看到什么",
    relaySees: "哪台电脑和哪部手机在连接、来自哪些地址、何时、数据量多少。看不到任何内容。",
    unpair: "忘记这台电脑",
    unpairWhy: "从本手机删除密钥。要确保终止其访问权限，请在电脑上也将其撤销。",
    unpairSure: "立即忘记",
    keep: "保留",
  },

  devices: {
    title: "手机",
    asking: "正在询问电脑",
    notShown: (why) => `无法显示手机：${why}`,
    thisPhone: "此手机",
    here: "当前已连接",
    seen: (when) => `上次连接 ${when}`,
    neverSeen: "配对后未再连接",
    roles: { viewer: "查看者", operator: "操作者", owner: "所有者" },
    words: "密钥对应的词",
    wordsWhy: "电脑上显示的是同样的词。",
    paired: "配对时间",
    name: "名称",
    rename: "重命名",
    role: "角色",
    asked: "已请求",
    ownersAtMachine: "手机成为所有者（包括重新成为）只能在电脑上设置。",
    own: "此手机的角色由另一部所有者手机或在电脑上更改。",
    onlyOwners: "只有所有者的手机才能更改手机。",
    revoke: "撤销",
    revokeWhy: "它会立即永久失去访问权限。要再次使用，必须重新配对。",
    holdToRevoke: "按住以撤销",
    sure: "我确定",
    underWay: "正在发往电脑",
    held: "这是一分多钟前请求的，尚未发送。",
    failed: (why) => `未执行：${why}`,
    close: "关闭",
  },

  settings: {
    title: "设置",
    language: "语言",
    browserLanguage: (name) => `跟随浏览器：${name}`,
    languageMissing: "无法加载此语言。请在联网后重试。",
  },

  elsewhere: {
    title: "已在另一个标签页中打开",
    what: "为避免重复显示或发送，Longrein 同一时间只在一个标签页中代表此手机工作。在这里继续，另一个标签页就会放手；已发送的内容不会丢失。",
    here: "在这里使用",
  },

  ended: {
    revoked: {
      title: "本手机已被撤销",
      what: "有人在电脑上移除了它。它无法再查看或操作任何内容。",
      todo: "要再次使用，请重新配对。",
    },
    "update-required": {
      title: "应用版本过旧",
      what: "你电脑上的程序使用了更新的版本。",
      todo: "请重新加载应用以获取新版本。",
    },
    storage: {
      title: "此浏览器无法保存密钥",
      what: "无痕标签页和锁定模式会阻止保存，因此无法在此配对。",
      todo: "请在普通标签页中打开此页面，或在锁定模式中允许它。",
    },
    unpaired: {
      title: "未配对",
      what: "本手机已忘记这台电脑。",
      todo: "请重新配对后继续。",
    },
    pairAgain: "重新配对",
  },
};
