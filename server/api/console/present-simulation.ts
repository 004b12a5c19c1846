import type { z } from 'zod';
import type { simulationSchema } from '../../../contract/console/register-drafts.ts';
import type { Declaration, Words } from '../../safeguards/declaration/declaration.ts';
import { recipientOf } from '../../safeguards/processors/may-disclose.ts';
import { presentRefused } from './present-connections.ts';
import type { Simulation } from '../../safeguards/retention/simulate-publishing.ts';

/** Keys with their names, of the draft where it has them, else of what is in force. */
export function presentSimulation(
  found: Simulation,
  now: Declaration,
  draft: Declaration,
): Omit<z.input<typeof simulationSchema>, 'toInform'> {
  const named = (part: 'categories' | 'purposes' | 'tasks') => (key: string) => {
    const of = (declaration: Declaration): { readonly name: Words } | undefined =>
      Object.hasOwn(declaration[part], key) ? declaration[part][key] : undefined;
    return { key, name: (of(draft) ?? of(now))?.name ?? { sv: key, fi: key, en: key } };
  };
  const [category, purpose, task] = [named('categories'), named('purposes'), named('tasks')];
  return {
    terms: [...found.terms],
    groundless: found.groundless.map((each) => ({ ...each, category: category(each.category) })),
    furthered: found.furthered.map((each) => ({
      ...each,
      category: category(each.category),
      purposes: each.purposes.map(purpose),
    })),
    tasks: found.tasks.map((each) => ({
      task: task(each.task),
      holders: each.holders,
      sees: { more: each.sees.more.map(category), less: each.sees.less.map(category) },
      does: { more: [...each.does.more], less: [...each.does.less] },
    })),
    recipients: found.recipients.flatMap((key) => recipientOf(now, key)?.name ?? []),
    refused: found.refused.map((each) => presentRefused(draft, each)),
  };
}
