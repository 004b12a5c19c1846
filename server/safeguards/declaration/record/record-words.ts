import type { CategoryOrigin, DocumentKind, LegalBasis } from '../declaration.ts';

/** Words of the record that the notice does not have; what both say stands with the notice. */
export interface RecordWords {
  readonly title: string;
  /** Each with its point of GDPR Art. 30(1). */
  readonly sections: Readonly<
    Record<
      'controller' | 'purposes' | 'categories' | 'recipients' | 'transfers' | 'periods' | 'measures',
      string
    >
  >;
  readonly controller: {
    readonly register: string;
    readonly system: string;
    readonly address: string;
    readonly contact: string;
    readonly stated: string;
  };
  readonly purposes: readonly [string, string, string, string, string];
  readonly weighed: { readonly caption: string; readonly head: readonly [string, string] };
  readonly documents: {
    readonly caption: string;
    readonly head: readonly [string, string, string, string, string];
    readonly kinds: Readonly<Record<DocumentKind, string>>;
  };
  /** In the notice these speak to the person; the record speaks of them. */
  readonly bases: Readonly<Record<LegalBasis, string>>;
  readonly subjects: string;
  readonly categories: readonly [string, string, string, string, string];
  readonly origins: Readonly<Record<CategoryOrigin, string>>;
  readonly recipients: {
    readonly services: (services: string) => string;
    readonly group: string;
    readonly caption: string;
    readonly head: readonly [string, string, string, string, string, string];
    readonly agreement: (id: string, from: string, until: string) => string;
    readonly none: string;
  };
  readonly transfers: {
    readonly caption: string;
    readonly head: readonly [string, string, string];
    readonly none: string;
    readonly outsideAllowed: string;
  };
  readonly holds: string;
  readonly measures: Readonly<Record<'enforced' | 'attested', string>>;
  readonly periods: readonly [string, string, string, string, string];
  readonly nothing: string;
  /** Heads of the CSV: a line for each fact. */
  readonly csv: readonly [string, string, string, string];
}
