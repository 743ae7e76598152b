// Simplified Chinese: the app on the home screen.

import type { InstallingWords } from "../en/installing.ts";

export const chinese: InstallingWords = {
  title: "放到主屏幕",
  why: "在那里它像其他应用一样打开，有事等你处理时也能通知你。",
  standing: {
    installed: "这就是主屏幕上的应用。",
    "put-there": "正在添加到主屏幕。以后请从主屏幕打开。",
    offered: "你的浏览器可以把它放到主屏幕。",
    "by-share-sheet": "在浏览器中点“共享”（带向上箭头的方框），再点“添加到主屏幕”。",
    "by-menu": "在浏览器菜单中选择“安装应用”或“添加到主屏幕”。",
  },
  iosForgets:
    "在标签页中，若七天没有使用，iOS 会删除此页面保存的一切，包括密钥。主屏幕上的应用保存的内容不会被删除。",
  iosAnew: "主屏幕上的应用从零开始：请在其中重新配对你的电脑，然后在这里忘记它。",
  install: "安装",
  read: "知道了",
};
