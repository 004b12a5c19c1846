import { isPair, isScalar, parseDocument, visit } from 'yaml';

/** Decides what a draft leaves to be decided, as a controller would: by the key that the mark stands under. */
const decisions: Readonly<Record<string, unknown>> = {
  statedOn: '2026-01-31',
  name: 'Provbolaget Ab',
  businessId: '0000001-9',
  postalCode: '00100',
  contactAddress: 'dataskydd@provbolaget.example',
  website: 'https://provbolaget.example',
  address: 'kundtjanst@provbolaget.example',
  basis: 'contract',
  months: 1,
  horizonDays: 30,
  mainCountry: 'FI',
  allowed: false,
};

/** @returns the draft with every mark replaced, and how many there were */
export function fillDraft(yaml: string): { readonly filled: string; readonly marks: number } {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) throw document.errors[0]!;
  let marks = 0;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || typeof node.value !== 'string' || !/^<.+>$/s.test(node.value)) return;
      marks += 1;
      const pair = ancestors.findLast((each) => isPair(each));
      const name = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
      node.value = Object.hasOwn(decisions, name) ? decisions[name] : 'beslutat';
      node.type = typeof node.value === 'string' ? 'QUOTE_DOUBLE' : 'PLAIN';
    },
  });
  return { filled: document.toString(), marks };
}
