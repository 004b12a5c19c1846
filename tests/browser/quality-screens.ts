import { type FurnishedQuality, furnishQuality } from './furnish-quality.ts';
import type { Screen } from './screen.ts';

type Act = NonNullable<Screen['act']>;

const go =
  (path: (found: FurnishedQuality) => string, then?: Act): Act =>
  async (page, the) => {
    await page.goto(path(await furnishQuality(the)));
    await then?.(page, the);
  };

/** Quality projects and complaints, as who leads the team works in them. */
export const qualityScreens: readonly Screen[] = [
  {
    name: 'quality',
    as: 'team-lead',
    path: '/console/quality',
    shows: 'form.quality-new',
    act: go(
      () => '/console/quality',
      async (page) => {
        await page.locator('.quality-row').first().waitFor();
        await page.locator('.page-acts button').click();
      },
    ),
  },
  {
    name: 'quality-project',
    as: 'team-lead',
    path: '/console/quality',
    shows: '.quality-figures td',
    act: go(({ projectId }) => `/console/quality/${projectId}`),
  },
  {
    name: 'quality-draw',
    as: 'team-lead',
    path: '/console/quality',
    shows: '.quality-days input',
    act: go(
      ({ projectId }) => `/console/quality/${projectId}`,
      async (page) => {
        await page.locator('.quality-draw').waitFor();
        await page.locator('.quality-draws > button').click();
        await page.locator('.quality-draws form summary').click();
      },
    ),
  },
  {
    name: 'quality-sheet',
    as: 'team-lead',
    path: '/console/quality',
    shows: '.quality-scale',
    act: go(({ projectId, recordingId }) => `/console/quality/${projectId}/recordings/${recordingId}`),
  },
  {
    name: 'complaints',
    as: 'team-lead',
    path: '/console/complaints',
    shows: '.quality-row',
    act: go(() => '/console/complaints'),
  },
  {
    name: 'complaint',
    as: 'team-lead',
    path: '/console/complaints',
    shows: '.quality-linked form',
    act: go(
      ({ complaintId }) => `/console/complaints/${complaintId}`,
      (page) => page.locator('.quality-linked > button').last().click(),
    ),
  },
  {
    name: 'contact-complaint',
    as: 'team-lead',
    path: '/console/complaints',
    shows: '[role=dialog] form',
    act: go(
      ({ contactId }) => `/console/inbox/${contactId}`,
      async (page) => {
        await page.locator('.contact-acts [aria-haspopup=menu]').last().click();
        await page.locator('.more-menu .tabler-icon-message-exclamation').click();
      },
    ),
  },
  {
    name: 'settings-criteria',
    as: 'team-lead',
    path: '/console/settings/criteria',
    shows: '.settings-form',
    act: (page) => page.locator('.settings-row .mantine-Button-root').first().click(),
  },
  {
    name: 'my-data-sheets',
    as: 'agent',
    path: '/console/settings/my-data',
    shows: '.table-stacked code',
    act: go(() => '/console/settings/my-data'),
  },
];
