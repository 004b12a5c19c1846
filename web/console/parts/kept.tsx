import type { Answer } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';

type KeptFacts = Answer<'openContact'>['kept'];

/** Until when something is kept and by which rule, in a line; its grounds for pointer and screen reader. */
export function Kept({ kept }: { readonly kept: KeptFacts }) {
  const { t, intl, own } = useWords();
  const rule = useMe().periods.find((each) => each.rule === kept.rule);
  const name = own(rule?.name, kept.rule);
  return (
    <span title={rule ? own(rule.ground, '') : undefined}>
      {kept.deleteAfter
        ? t('kept.until', { date: formatDay(intl, kept.deleteAfter) })
        : t('kept.while-open', { months: rule?.months ?? 0 })}
      <span className="visually-hidden">
        {' '}
        {t('kept.by', { rule: name, version: kept.declarationVersion })}
      </span>
    </span>
  );
}

/** The same with its rule and ground written out. */
export function KeptWhy({ kept }: { readonly kept: KeptFacts }) {
  const { t, intl, own } = useWords();
  const rule = useMe().periods.find((each) => each.rule === kept.rule);
  return (
    <div className="kept-why">
      <p>
        {kept.deleteAfter
          ? t('kept.until', { date: formatDay(intl, kept.deleteAfter) })
          : t('kept.while-open', { months: rule?.months ?? 0 })}
      </p>
      <p className="small quiet">
        {t('kept.by', { rule: own(rule?.name, kept.rule), version: kept.declarationVersion })}
        {rule && <> {own(rule.ground, '')}</>}
      </p>
    </div>
  );
}
