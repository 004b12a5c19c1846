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
