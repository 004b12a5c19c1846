import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sanitizeMailHtml } from './sanitize-html.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.example/pixel.gif" width=1>',
  '<img srcset="https://evil.example/a 1x">',
  '<picture><source srcset="https://evil.example/a"><img src="//evil.example/b"></picture>',
  '<body background="https://evil.example/bg.png" onload=alert(1)>x',
  '<table background="https://evil.example/bg.png"><tr><td background="//evil.example/c">x</td></tr></table>',
  '<div style="background:url(https://evil.example/a)">x</div>',
  '<div style="background-image:u\\72l(https://evil.example/a)">x</div>',
  '<div style="width:expression(alert(1));color:red;background-color:url(//evil.example)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;z-index:9">x</div>',
  '<style>@import url(https://evil.example/x.css); body{background:url(//evil.example)}</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/x.swf"></object><embed src="https://evil.example/x">',
  '<form action="https://evil.example"><input name=password><button formaction=javascript:alert(1)>ok</button></form>',
  '<svg onload=alert(1)><image href="https://evil.example/a"/><use xlink:href="//evil.example#x"/></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<video poster="https://evil.example/p" src="https://evil.example/v"></video><audio src=//evil.example>',
  '<a href="javascript:alert(1)">x</a><a href="java\tscript:alert(1)">x</a><a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a><a href="vbscript:x">x</a><a href="file:///etc">x</a>',
  '<a href="/api/console/sign-out">x</a><a href="//evil.example">x</a>',
  '<a href="https://ok.example" ping="https://evil.example" onclick=alert(1)>x</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<!--[if mso]><img src=https://evil.example/a><![endif]--><!--><script>alert(1)</script>-->',
  '<p class="x" id="root" data-x="1" tabindex=1 contenteditable>x</p>',
  '<span class="haltija-inline-image" data-cid="forged">x</span>',
  '<template><script>alert(1)</script></template><textarea><script>alert(1)</script></textarea>',
  '<a href="https://ok.example" style="display:block;position:absolute;inset:0">x</a>',
  '<input type=image src=https://evil.example/a><frameset><frame src=//evil.example></frameset>',
];
const forbidden =
  /<(?:script|style|link|meta|base|iframe|frame|object|embed|form|input|button|svg|math|img|image|video|audio|source|body|html|head|template|textarea|noscript)\b|\son\w+\s*=|(?:src|srcset|background|poster|action|formaction|ping|data|xlink:href)\s*=\s*["']|url\s*\(|@import|javascript:|expression|position\s*:|evil\.example|contenteditable|\sid=/i;

test('nothing that runs, loads, submits or covers survives', () => {
  for (const html of hostile) {
    expect(sanitizeMailHtml(html), html).not.toMatch(forbidden);
    expect(sanitizeMailHtml(`<div>${html}`), html).not.toMatch(forbidden);
  }
});

test('nor in any mixture of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 6 })), { maxLength: 8 }),
      (parts) => {
        const once = sanitizeMailHtml(parts.join(''));
        expect(once).not.toMatch(/<(?:script|style|iframe|img|svg|form|object)\b|\son\w+\s*=\s*["']/i);
      },
    ),
    { numRuns: 300 },
  );
});

test('a sender cannot forge our marks', () => {
  expect(sanitizeMailHtml(hostile.find((html) => html.includes('forged'))!)).toBe('<span>x</span>');
});

test('text, tables and links stay; links open apart', () => {
  expect(
    sanitizeMailHtml(
      '<table width="100%"><tr><td colspan="2" style="color: #fff; padding: 4px 8px">A &amp; B</td></tr></table>',
    ),
  ).toBe(
    '<table width="100%"><tr><td colspan="2" style="color:#fff;padding:4px 8px">A &amp; B</td></tr></table>',
  );
  expect(sanitizeMailHtml('<a href="https://example.fi/a?b=1&amp;c" target="_top">x</a>')).toBe(
    '<a href="https://example.fi/a?b=1&amp;c" rel="noopener noreferrer nofollow" target="_blank">x <span class="haltija-link-host">[example.fi]</span></a>',
  );
});

test('images become marks: sent along, or blocked', () => {
  expect(sanitizeMailHtml('<p><img src="cid:logo@x" alt="Logo">y</p>')).toBe(
    '<p><span class="haltija-inline-image" data-cid="logo@x" data-alt="Logo"></span>y</p>',
  );
  expect(sanitizeMailHtml('<img src="https://example.fi/a.png">y')).toBe(
    '<span class="haltija-blocked-image"></span>y',
  );
});
