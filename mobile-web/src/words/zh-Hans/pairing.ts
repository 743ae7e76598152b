// The words of the pages that pair, in Simplified Chinese.

import type { PairingWords } from "../en/pairing.ts";

export const chinese: PairingWords = {
  title: "配对本手机",
  promise: "配对后的手机可以查看编程智能体的工作、给它们分派任务，并批准或拒绝它们的请求。",
  othersStay: "已配对的电脑保持配对。",
  name: "本手机的名称",
  devices: {
    iphone: "iPhone",
    ipad: "iPad",
    android: "安卓手机",
    tablet: "安卓平板",
    mac: "Mac",
    other: "我的手机",
  },
  nameHint: "你会在电脑上看到它。",
  pair: "配对",
  pairing: "正在连接你的电脑",
  noLink: "在你的电脑上输入",
  noLinkThen: "然后扫描它显示的二维码，或在此粘贴链接。",
  demo: "如果演示正在本机运行，请在其终端按回车键：它会显示链接。",
  scan: "扫描二维码",
  scanner: {
    stop: "停止扫描",
    looking: "请将相机对准二维码。",
    other: "这是其他二维码。",
    refused: "无法使用相机。请在浏览器设置中允许，或粘贴链接。",
    missing: "未找到相机。请改为粘贴链接。",
  },
  paste: "配对链接或代码",
  pasteButton: "粘贴",
  linkHeld: "已收到配对链接",
  otherLink: "使用其他链接",
  checkCode: "在你的电脑上输入此代码",
  checkCodeWhy: "它证明本手机与那台电脑直接通信，中间没有其他人。",
  secondsLeft: (seconds) => `剩余 ${seconds} 秒`,
  stay: (machine) => `返回 ${machine}`,
  language: "语言",
  browserLanguage: (name) => `跟随浏览器：${name}`,
  languageMissing: "无法加载此语言。请在联网后重试。",
  failed: {
    "wrong-code": {
      title: "输入的代码有误",
      todo: "未完成配对。请用新链接重新开始。",
    },
    timeout: {
      title: "未及时输入代码",
      todo: "未完成配对。请用新链接重新开始。",
    },
    cancelled: {
      title: "配对已在电脑上取消",
      todo: "准备好后，请用新链接重新开始。",
    },
    used: {
      title: "此链接已被使用",
      todo: "一个链接只能配对一部手机，且只能用一次。如果不是你用的，请检查电脑上已配对的手机。",
    },
    expired: {
      title: "此链接已失效",
      todo: "它已超过五分钟、已被使用，或电脑之后又显示了新的链接。请获取新链接。",
    },
    "broken-off": {
      title: "配对中断了",
      todo: "链接只能用一次。请获取新链接。",
    },
    unreachable: {
      title: "无法连接你的电脑",
      todo: "请确认本手机已联网，且电脑上的程序正在运行。",
    },
    malformed: {
      title: "这既不是配对链接，也不是代码",
      todo: "请完整复制电脑上显示的链接，从 https 到末尾；或输入其代码：先四个字符，再六个字符。",
    },
    "code-unknown": {
      title: "没有电脑在等待此代码",
      todo: "请与电脑上显示的代码核对。超过五分钟或输错三次后，请获取新代码。",
    },
    "code-claimed": {
      title: "此代码已在别处输入",
      todo: "一个代码只能用于一部手机。请获取新代码。",
    },
    "code-too-often": {
      title: "尝试次数过多",
      todo: "请等一分钟后重试。",
    },
    "code-wrong": {
      title: "你的电脑显示的是另一个代码",
      todo: "请核对最后六个字符。输错三次后，请获取新代码。",
    },
    "code-no-relay": {
      title: "此处无法使用代码",
      todo: "请扫描电脑上显示的二维码，或粘贴其链接。",
    },
    full: {
      title: "本手机的电脑数量已达上限",
      todo: "请先忘记其中一台，再使用此链接。",
    },
    storage: {
      title: "此浏览器无法保存密钥",
      todo: "无痕标签页和锁定模式会阻止保存。请在普通标签页中打开链接。",
    },
  },
};
