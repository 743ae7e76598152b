// The words of the pages that pair, in Japanese.

import type { PairingWords } from "../en/pairing.ts";

export const japanese: PairingWords = {
  title: "このスマホをペアリング",
  promise:
    "ペアリングしたスマホでは、コーディングエージェントの作業を見て、仕事を任せ、求められた操作を承認または拒否できます。",
  othersStay: "ペアリング済みのマシンはそのまま残ります。",
  name: "このスマホの名前",
  devices: {
    iphone: "iPhone",
    ipad: "iPad",
    android: "Android スマホ",
    tablet: "Android タブレット",
    mac: "Mac",
    other: "マイスマホ",
  },
  nameHint: "マシンに表示されます。",
  pair: "ペアリング",
  pairing: "マシンに接続しています",
  noLink: "マシンで次のように入力し、",
  noLinkThen: "表示されたコードを読み取るか、リンクをここに貼り付けてください。",
  demo: "ここでデモを実行中なら、そのターミナルで Enter を押すとリンクが表示されます。",
  scan: "コードを読み取る",
  scanner: {
    stop: "読み取りをやめる",
    looking: "カメラをコードに向けてください。",
    other: "これは別のコードです。",
    refused: "カメラを使用できません。ブラウザの設定で許可するか、リンクを貼り付けてください。",
    missing: "カメラが見つかりません。代わりにリンクを貼り付けてください。",
  },
  paste: "ペアリングリンクまたはコード",
  pasteButton: "貼り付け",
  linkHeld: "リンクを受け取りました",
  otherLink: "別のリンクを使う",
  checkCode: "このコードをマシンに入力してください",
  checkCodeWhy: "このスマホとマシンが、間に誰も挟まず直接やり取りしていることを確かめます。",
  secondsLeft: (seconds) => `残り ${seconds} 秒`,
  stay: (machine) => `${machine} に戻る`,
  language: "言語",
  browserLanguage: (name) => `ブラウザに合わせる：${name}`,
  languageMissing: "この言語を読み込めませんでした。オンラインのときにもう一度お試しください。",
  failed: {
    "wrong-code": {
      title: "入力されたコードが違います",
      todo: "ペアリングされませんでした。新しいリンクでやり直してください。",
    },
    timeout: {
      title: "時間内にコードが入力されませんでした",
      todo: "ペアリングされませんでした。新しいリンクでやり直してください。",
    },
    cancelled: {
      title: "マシンでペアリングが中止されました",
      todo: "準備ができたら新しいリンクでやり直してください。",
    },
    used: {
      title: "このリンクは使用済みです",
      todo: "リンクは一台に一度だけ使えます。心当たりがなければ、マシンに登録されたスマホを確認してください。",
    },
    expired: {
      title: "このリンクは期限切れです",
      todo: "リンクの有効期間は五分です。新しいリンクを取得してください。",
    },
    unreachable: {
      title: "マシンに接続できません",
      todo: "このスマホがオンラインで、マシンでプログラムが動いていることを確認してください。",
    },
    malformed: {
      title: "ペアリングリンクでもコードでもありません",
      todo: "マシンに表示されたリンクを https から最後まですべてコピーするか、コード（四文字と六文字）を入力してください。",
    },
    "code-unknown": {
      title: "このコードを待っているマシンはありません",
      todo: "マシンに表示されたコードと見比べてください。五分が過ぎたか三回間違えたときは、新しいコードを取得してください。",
    },
    "code-claimed": {
      title: "このコードは別の場所で入力されました",
      todo: "コードは一台のスマホ専用です。新しいコードを取得してください。",
    },
    "code-too-often": {
      title: "試行回数が多すぎます",
      todo: "一分待ってから、もう一度お試しください。",
    },
    "code-wrong": {
      title: "マシンに表示されたコードと違います",
      todo: "最後の六文字を見比べてください。三回間違えたときは、新しいコードを取得してください。",
    },
    "code-no-relay": {
      title: "ここではコードを使えません",
      todo: "マシンの表示を読み取るか、リンクを貼り付けてください。",
    },
    full: {
      title: "このスマホにはこれ以上マシンを追加できません",
      todo: "どれかを忘れてから、もう一度リンクを使ってください。",
    },
    storage: {
      title: "このブラウザは鍵を保存できません",
      todo: "プライベートタブやロックダウンモードでは保存できません。通常のタブでリンクを開いてください。",
    },
  },
};
