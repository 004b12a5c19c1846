import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe-core finds serious or critical, each with the first places it is found at. */
export async function findBarriers(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  // By the debugger: the content security policy lets no script in, and stays on.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  await session.detach();
  const results = await page.evaluate(
    (only) =>
      (
        globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }
      ).axe.run(document, {
        resultTypes: ['violations'],
        ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
      }),
    rules === 'colours' ? ['color-contrast'] : null,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 3).map((node) => {
        const why = node.any[0]?.message ?? node.none[0]?.message ?? node.all[0]?.message ?? '';
        return `\n    ${node.html.slice(0, 160)}\n      ${why}`;
      });
      return `${id} (${nodes.length})${places.join('')}`;
    });
}

/** What makes the page wider than its window, or a part of it wider than its place; nothing when all fits. */
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
    if (document.documentElement.scrollWidth <= room) return spills;
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
    return [...document.querySelectorAll('body *')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .filter(({ element, right }) => right > room + 1 && !isHeld(element))
      .toSorted((one, other) => other.right - one.right)
      .slice(0, 3)
      .map(({ element, right }) => `${Math.round(right)} of ${room}: ${element.outerHTML.slice(0, 120)}`);
  });
}
