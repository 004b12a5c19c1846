import type { useWords } from '../../../words/use-words.ts';

/** The words that the editor's own parts say, by what they are in its source. A test fails for one that is missing. */
export function phrasesIn(t: ReturnType<typeof useWords>['t']): Record<string, string> {
  return {
    Find: t('drafting.find'),
    next: t('drafting.find-next'),
    previous: t('drafting.find-previous'),
    all: t('drafting.find-all'),
    'match case': t('drafting.match-case'),
    regexp: t('drafting.regexp'),
    'by word': t('drafting.by-word'),
    Replace: t('drafting.replace'),
    replace: t('drafting.replace-one'),
    'replace all': t('drafting.replace-all'),
    close: t('drafting.close'),
    Completions: t('drafting.completions'),
    'Control character': t('drafting.control-character'),
    'Go to line': t('drafting.go-to-line'),
    go: t('drafting.go'),
    'current match': t('drafting.current-match'),
    'on line': t('drafting.on-line'),
    'replaced match on line $': t('drafting.replaced-on-line'),
    'replaced $ matches': t('drafting.replaced-many'),
  };
}
