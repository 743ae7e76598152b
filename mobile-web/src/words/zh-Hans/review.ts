// Words about what is looked through: plans and recorded files, in Simplified Chinese.

import type { RunWords } from "../en/run.ts";

export const plan: RunWords["plan"] = {
  odd: "排版显示会缺少内容，因此这里逐字显示原文。",
  exact: "原文",
  drawn: "排版",
  file: "保存于",
  label: "哪里需要改？",
  hint: "它会继续规划并读到这段话。这段话会留在任务中，但不签名。",
  send: "继续规划",
  approve: "开始，并且一切都问我",
  goesOn: "此后",
  asks: "先把任务改得更严格，并一直如此：它的改动也要询问。",
};

export const artifact: RunWords["artifact"] = {
  loading: "正在加载",
  lost: "还没送达，连接就断开了。",
  again: "重试",
  refused: (why) => `电脑没有给出：${why}`,
  changed: "收到的内容与记录不符，因此不显示。",
  tooLong: "内容超出手机显示范围。请在电脑上查看。",
  image: "这里暂不显示图片。",
  whole: "完整，且与记录完全一致",
  which: "显示哪些改动",
  all: "全部改动",
  onlyNew: "仅新增改动",
  since: (time) => `自 ${time} 记录上一份差异以来，由本手机计算得出。`,
  nothingNew: "没有差异可显示",
  comment: "评论某一行",
  commentOn: (where) => `评论${where}`,
};
