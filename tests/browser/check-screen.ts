import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe-core finds, of whatever weight, each with the first places it is found at. */
export async function findBarriers(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    // By the debugger: the content security policy lets no script in, and stays on.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe });
    await session.detach();
  }
  const violations = await page.evaluate(
    async (only) => {
      const results = await (
        globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }
      ).axe.run(document, {
        resultTypes: ['violations'],
        // No rule that runs reads the style sheets; fetching them anew is half of the time.
        preload: false,
        ...(only
          ? { runOnly: { type: 'rule', values: only } }
          : { rules: { 'target-size': { enabled: true } } }),
      });
      // What floats over the page belongs to the button that opened it, and to no part of the page.
      const floats = (target: unknown) => document.querySelector(String(target))?.closest('[data-portal]');
      return results.violations
        .map((each) =>
          each.id === 'region'
            ? { ...each, nodes: each.nodes.filter(({ target }) => !floats(target[0])) }
            : each,
        )
        .filter(({ nodes }) => nodes.length > 0);
    },
    rules === 'colours' ? ['color-contrast'] : null,
  );
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => {
      const why = node.any[0]?.message ?? node.none[0]?.message ?? node.all[0]?.message ?? '';
      return `\n    ${node.html.slice(0, 160)}\n      ${why}`;
    });
    return `${id} (${nodes.length})${places.join('')}`;
  });
}

/**
 * What makes the page wider than its window, a part of it wider than its place, or words cut off that are the house's
 * own: of a control, a heading, a label. Nothing when all fits.
 */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    // A row or button may stretch a little beyond its part, for its background when it is pointed at.
    const stretch = 12;
    const spills = [...document.querySelectorAll('main, section, aside, header, form')]
      .filter(
        (part) =>
          part.scrollWidth > part.clientWidth + stretch && getComputedStyle(part).overflowX === 'visible',
      )
      .map((part) => `${part.scrollWidth} in ${part.clientWidth}: ${part.outerHTML.slice(0, 120)}`);
    const own =
      'button, button *, label, label *, legend, th, h1, h2, h3, [role=menuitem] *, [role=option] *';
    const cut = [...document.querySelectorAll<HTMLElement>(own)]
      .filter(
        (element) =>
          element.innerText?.trim() &&
          element.clientWidth > 1 &&
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflowX !== 'visible' &&
          // What a customer wrote may be longer than any place for it.
          !element.closest('[lang]:not(html), .merging-preview, .visually-hidden'),
      )
      .map(
        (element) =>
          `cut off, ${element.scrollWidth} in ${element.clientWidth}: ${element.outerHTML.slice(0, 160)}`,
      );
    if (document.documentElement.scrollWidth <= room) return [...spills, ...cut];
    // What scrolls by itself holds its own, save what is placed absolutely out of it.
    const isHeld = (element: Element): boolean => {
      const { position } = getComputedStyle(element);
      const outer =
        position === 'absolute' && element instanceof HTMLElement
          ? element.offsetParent
          : element.parentElement;
      if (outer === null || outer === document.body) return false;
      return getComputedStyle(outer).overflowX !== 'visible' || isHeld(outer);
    };
    const out = [...document.querySelectorAll('body *')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .filter(({ element, right }) => right > room + 1 && !isHeld(element))
      .toSorted((one, other) => other.right - one.right)
      .slice(0, 3)
      .map(({ element, right }) => `${Math.round(right)} of ${room}: ${element.outerHTML.slice(0, 120)}`);
    return [...out, ...cut];
  });
}
