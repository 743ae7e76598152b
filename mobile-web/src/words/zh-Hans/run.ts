// The words of a run's page, of the sheets over it, and of beginning a run, in Simplified Chinese.

import { artifact, plan } from "./review.ts";
import { counting } from "../counting.ts";
import type { RunWords } from "../en/run.ts";

const many = counting("zh-Hans");

export const chinese: RunWords = {
  sheet: { close: "关闭" },

  goOn: "让它继续",

  deny: {
    label: "告诉智能体的话",
    hint: "它会随拒绝一起读到。这段话会留在任务中，但不签名。",
    quick: {
      later: "现在不要。",
      why: "先说明为什么需要这样做。",
      smaller: "换一个更小的改动。",
      tests: "先运行测试。",
    },
    tooLong: "内容太长，无法发送。请缩短。",
    send: "拒绝",
    all: "全部拒绝并停止任务",
    allWhy: "拒绝此任务的所有请求，并结束正在进行的工作。",
  },

  tool: {
    input: "输入内容",
    server: "工具来源",
  },

  plan,
  notices: {
    changed: "这台电脑的历史记录与本手机之前看到的不一致。",
    otherApp: (origin, version, path, count) =>
      `${origin} 提供的应用与电脑上运行的 Longrein ${version} 的应用不同：${many(count, {
        other: "# 处差异",
      })}，第一处在 ${path}。除非有人刚刚更新了其中之一，否则请在电脑上回答。`,
  },

  grants: {
    approve: "在此任务中一直批准",
    command:
      "在此文件夹中完全相同的命令不再询问，直到任务结束，最长八小时。其作用可能随所遇到的文件而变化。",
    edit: "对此文件的任何修改都不再询问，直到任务结束，最长八小时。",
    title: "不再询问",
    unasked: "未询问：已在此任务中一直批准。",
    uses: (count) => many(count, { other: "至今 # 次" }),
    withdraw: "恢复询问",
  },

  masks: {
    hidden: (kind, number) => `已隐藏：${kind} ${number}`,
    showWhich: (kind, number) => `显示 ${kind} ${number}`,
    hideWhich: (kind, number) => `隐藏 ${kind} ${number}`,
    show: "显示",
    hide: "隐藏",
    logged: "显示 30 秒。查看行为会记入审计日志。",
  },

  receipt: {
    outcome: {
      approved: (by, machine, time) => `${by}批准，${machine} 于 ${time} 接受`,
      denied: (by, machine, time) => `${by}拒绝，${machine} 于 ${time} 接受`,
      expired: (_by, _machine, time) => `于 ${time} 超时，未获答复`,
      withdrawn: (_by, _machine, time) => `智能体已于 ${time} 撤回`,
      void: (_by, machine, time) => `已失效：情况有变，${machine} 未执行任何操作，${time}`,
    },
    execution: {
      running: "正在执行",
      completed: "已执行",
      failed: "已执行，但失败",
      declined: "未执行",
      void: "未执行：其间情况有变",
    },
  },

  images: {
    count: (count) => many(count, { other: "附 # 张图片" }),
    choose: "图片",
    remove: (number) => `移除图片 ${number}`,
    sending: "正在发送图片",
    unreadable: "本手机的浏览器无法读取其中一张。请截图，或选择 JPEG 或 PNG。",
    tooMany: "一条消息最多附四张图片。",
    lost: "图片送达之前连接断开了。请重新发送。",
    refused: (why) => `图片未被接受：${why}`,
    notTaken: "此智能体不接收图片。请移除图片，或选择其他智能体。",
  },

  composer: {
    commands: "此智能体的命令",
    withdraw: "撤回",
    save: "保存",
    leave: "保持不变",
    notChanged: "未更改",
    notWithdrawn: "未撤回",
    tooLate: "智能体已经开始处理。",
    later: "本轮之后",
    now: "本轮之中",
    when: "智能体何时收到",
    edit: "编辑",
    remove: "移除",
    sending: "正在发送",
    waits: "等待连接",
    maybeSent: "已发送，但无法确认是否送达。连接后会再次确认。",
    queued: "已接受，等待本轮结束。",
    steered: "已接受，将进入本轮。",
    turnFailed: "未被接受：前一轮被停止或失败。",
    tooMany: "未被接受：等待的内容太多，或智能体现在无法接收。",
    fromMachine: "在电脑上输入",
    fromOther: "来自另一部手机",
  },

  settings: {
    title: "此任务的工作方式",
    change: "更改此任务的工作方式",
    model: "模型",
    mode: "模式",
    profile: "询问范围",
    next: "所选内容经智能体确认后，从下一轮起生效。",
    ceiling: "在这里只能减少允许的范围；要放宽请在电脑上操作。",
    profiles: { strict: "严格", balanced: "均衡", trusted: "信任" },
    profileSays: {
      strict: "一切都要询问。高风险只能在电脑上批准。",
      balanced: "一切都要询问。",
      trusted: "除专用工作树中的小改动外，一切都要询问。",
    },
    asked: "已请求",
    failed: (why) => `未更改：${why}`,
  },

  newRun: {
    ownChoice: "由智能体决定",
    profiles: {
      strict: "严格：高风险在电脑上批准",
      balanced: "均衡：一切都询问",
      trusted: "信任：小改动不询问",
    },
    inPlace: "直接在工作区中工作，不使用工作树",
    unusable: "此智能体现在无法使用：",
  },

  question: {
    title: (driver) => `${driver} 提问`,
    from: (server) => `代表 ${server}`,
    own: "用自己的话回答",
    secret: "不显示也不保存",
    many: "可以多选。",
    answer: "回答",
    decline: "不回答",
    viewer: "本手机只能查看，不能回答。",
    update: "请重新加载应用后再回答。",
    overdue: "时间已到。智能体将在没有回答的情况下继续。",
    unclear: "电脑也不确定此回答的结果。",
    stage: {
      queued: "回答正在等待连接",
      sent: "回答已发送",
      accepted: "回答已收到",
    },
    refused: (why) => `回答未被接受：${why}`,
    outcome: {
      answered: (by, time) => `${by}回答，${time}`,
      declined: (by, time) => `${by}选择不回答，${time}`,
      expired: (_by, time) => `无人及时回答，${time}`,
      withdrawn: (_by, time) => `智能体已于 ${time} 撤回`,
    },
  },

  evidence: {
    title: "证据",
    why: "由电脑自己记录，与智能体的说法分开。",
    passed: (count) => many(count, { other: "# 项检查通过" }),
    failed: (count) => many(count, { other: "# 项失败" }),
    attention: (count) => many(count, { other: "# 项需查看" }),
    files: (count) => many(count, { other: "# 个文件" }),
    check: "检查",
    status: { passed: "通过", failed: "失败", skipped: "跳过" },
    rulesPass: (count) => many(count, { other: "符合 # 条规则" }),
    verdict: { pass: "符合", attention: "请查看", stop: "停止" },
    kinds: { diff: "差异", log: "日志", file: "文件", image: "图片" },
    open: "打开",
    cut: "内容超出了电脑保存的范围。",
  },

  artifact,

  usage: {
    turn: "本轮",
    tokens: (input, output) => `输入 ${input}，输出 ${output}`,
    estimated: "估算",
    context: (share) => `上下文 ${share}`,
  },

  event: {
    said: "你说",
    attempt: (number, place) => `第 ${number} 次尝试，位于${place}`,
    worktree: "专用工作树",
    worktreeOf: (commit) => `${commit} 的工作树`,
    folder: "工作区本身",
    holds: "从这里起",
    compacted: "智能体已精简其记忆。",
    unknown: (count) => many(count, { other: "发生了 # 件此版本无法显示的事。" }),
    next: "怎么办",
  },

  notHere: {
    malformed: "无法在此批准：本手机无法显示其全部内容。",
    "too-long": "无法在此批准：内容太长，不适合在手机上阅读。请在电脑上答复。",
    "other-run": "无法批准：它所属的任务与其声称的不符。",
    tier2: "暂时无法在此批准：需要通行密钥。请在电脑上答复。",
    tier3: "只能在电脑上批准。",
    viewer: "本手机只能查看，不能批准。",
    denier: "本手机可以拒绝，但不能批准。",
    update: "请重新加载应用后再答复：此版本对这台电脑来说过旧。",
  },

  decidedBy: {
    "this-phone": "由本手机",
    "other-device": "由另一部手机",
    machine: "在电脑上",
    byDevice: (name) => `由${name}`,
  },

  refused: (why) => `答复未被接受：${why}`,
  exit: (code) => `退出码 ${code}`,
  newVersion: "有新版本可用。",

  outcomes: {
    FORBIDDEN: "本手机无权这样做。",
    NOT_FOUND: "电脑上已不存在。",
    EXPIRED: "来得太晚。",
    ALREADY_RESOLVED: "之前已答复。",
    IDEMPOTENCY_CONFLICT: "两次发送的内容不同。请重试。",
    SIGNATURE: "签名未被接受。请重新配对本手机。",
    VOID: "其间情况有变。",
    BUSY: "电脑正忙。请重试。",
    UPDATE_REQUIRED: "应用版本过旧。请重新加载。",
    UNSUPPORTED: "电脑不支持此操作。",
    INVALID: "电脑无法理解。",
    CEILING: "电脑上设定的规则不允许。",
    BUDGET: "今日预算已用完。",
    unknown: "电脑没有说明原因。",
  },

  tooFast: {
    what: "一次收到的指令太多。",
    soon: "请稍后重试。",
    again: (seconds) => `请在 ${seconds} 秒后重试。`,
    now: "现在可以重试。",
  },

  held: {
    approve: "你在一分多钟前批准了它。再次确认后才会发出。",
    deny: "你在一分多钟前拒绝了它。再次确认后才会发出。",
    command: "已过一分多钟。再次确认后才会发出。",
    device: "这是一分多钟前请求的，尚未发送。",
    maybe: "它可能已经送达。",
    send: "立即发送",
    drop: "不发送",
  },

  requested: {
    queued: "等待连接",
    sent: "已发送到电脑",
    accepted: "已接受，正在启动",
    running: "正在启动",
    done: "已启动",
    failed: "未启动",
    indeterminate: "电脑也不确定任务是否已启动",
  },
};
