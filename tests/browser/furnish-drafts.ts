import { readFileSync } from 'node:fs';
import { registerFile } from '../support/start-house.ts';

export interface FurnishedDrafts {
  /** A draft that can be published, and changes something of every kind. */
  readonly draft: string;
  /** A draft with problems. */
  readonly wrongDraft: string;
}

const source = readFileSync(registerFile, 'utf8');

/** A declaration in the making, by whoever keeps the register. */
export async function furnishDrafts(
  post: (url: string, body: object) => Promise<{ statusCode: number }>,
): Promise<FurnishedDrafts> {
  const save = async (name: string, text: string) => {
    if (text === source) throw new Error(`the example register no longer says what ${name} changes`);
    const id = crypto.randomUUID();
    const { statusCode } = await post(`/api/console/register/drafts/${id}`, {
      name,
      source: text,
      version: null,
    });
    if (statusCode !== 200) throw new Error(`saving a draft gave ${statusCode}`);
    return id;
  };
  const shorter = source
    .replace(/(unit: contact\n\s+purposes: .*\n\s+months:) 24/, '$1 12')
    .replace(/(unit: recording\n\s+purposes: .*\n\s+months:) 3/, '$1 2')
    .replace('      - merge-people\n', '');
  return {
    draft: await save('Kortare förvaringstider', shorter),
    wrongDraft: await save(
      'Oavslutat utkast',
      shorter.replace('2918721-9', '2918721-8').replace('kind: phone', 'kind: fone'),
    ),
  };
}
