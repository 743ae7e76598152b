// Chinese: notifications.

import type { NotificationWords } from "../en/notifications.ts";

export const chinese: NotificationWords = {
  title: "通知",
  turn: "应用关闭时也通知我",
  standing: {
    off: "已关闭。应用关闭期间，您的机器不会通知这部手机。",
    on: "已开启。由您的机器自己发送，并加密封给此浏览器。锁屏上只说某台机器有事在等，绝不显示内容。到期前五分钟仍在等待的，会再通知一次。",
    denied: "浏览器不允许此应用发送通知。请在浏览器的本页设置中允许，然后再回来。",
    unsupported: "此浏览器在这里不提供通知。",
    "home-screen":
      "在此设备上，需要把应用放到主屏幕：点“共享”，再点“添加到主屏幕”，然后从那里打开。",
    failed: "无法连接浏览器的推送服务。请稍后再试。",
  },
  kinds: {
    approvals: "等我批准的操作",
    questions: "代理提出的问题",
    endings: "已完成或失败的运行",
  },
  mention: {
    why: "应用关闭时也能知道有什么在等您。锁屏上只显示某台机器有事在等，绝不显示内容。",
    turnOn: "开启",
    later: "暂不",
  },
  tryNow: "现在发送一条",
  tried: {
    taken: "已发出",
    gone: "推送服务已不认识这部手机；请关闭后再开启",
    refused: "推送服务不接受",
    unreachable: "机器连不上推送服务",
    away: "当前未连接",
    busy: "请等十秒再发下一条",
    off: "不向此浏览器的推送服务发送",
    "too-old": "版本太旧；请在那台机器上更新 Longrein",
  },
  notices: {
    approval: (machine) => `${machine} 请求批准`,
    approvals: (machine, count) => `${machine} 请求批准 ${count} 项操作`,
    question: (machine) => `${machine} 有一个问题`,
    questions: (machine, count) => `${machine} 有 ${count} 个问题`,
    done: (machine) => `${machine} 上的一次运行已完成`,
    failed: (machine) => `${machine} 上的一次运行失败了`,
    ended: (machine, count) => `${machine} 上有 ${count} 次运行已结束`,
    over: (machine) => `已答复或已过去：${machine}`,
    test: (machine) => `${machine} 能通知到这部手机`,
    lost: "请打开一次 Longrein，让您的机器能再次通知您",
  },
};
