/** Words of the portal's pages. What states a rule of the register is never here: it comes from the notice. */
export interface PortalWords {
  readonly languageName: string;
  readonly skip: string;
  readonly languages: string;
  readonly more: string;
  readonly home: string;
  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly doors: {
      readonly write: Door;
      readonly data: Door;
      readonly notice: Door;
      readonly keeping: Door;
    };
    readonly notYet: string;
    readonly readNotice: string;
    readonly readPromises: string;
  };
  readonly notice: {
    readonly title: string;
    readonly contents: string;
    readonly olderVersions: string;
    readonly permanent: string;
    readonly superseded: (version: number) => string;
    readonly toNewest: string;
    /** What stands behind the link is a PDF. */
    readonly asPdf: string;
    readonly whatChanged: string;
  };
  readonly versions: {
    readonly title: string;
    readonly lead: string;
    readonly version: (number: number) => string;
    readonly since: (published: string) => string;
    readonly stated: (date: string) => string;
    readonly inForce: string;
    readonly changes: (earlier: number) => string;
  };
  readonly changes: {
    readonly title: (version: number, earlier: number) => string;
    readonly rules: string;
    readonly noRules: string;
    readonly text: string;
    readonly legend: string;
    /** Before a line, and read out where a stretch of it is marked. */
    readonly marks: Readonly<Record<'added' | 'removed' | 'changed', string>>;
    readonly newSection: string;
    readonly goneSection: string;
    readonly same: string;
    readonly nothing: string;
    readonly compareWith: string;
    readonly versions: string;
  };
  readonly promises: {
    readonly title: string;
    readonly lead: string;
    readonly checked: (date: string) => string;
    readonly notChecked: string;
    readonly toNotice: string;
    readonly inNotice: (section: string) => string;
    readonly gap: string;
    readonly status: Readonly<
      Record<'kept' | 'in-part' | 'looked-into' | 'attested' | 'not-yet' | 'not-in-use', string>
    >;
  };
  readonly errors: {
    readonly notFound: { readonly title: string; readonly text: string };
    readonly tooMany: { readonly title: string; readonly text: string };
    readonly other: { readonly title: string; readonly text: string };
    readonly lost: string;
  };
  readonly accessibility: {
    readonly title: string;
    readonly sections: (facts: {
      controller: string;
      contact: string;
      made: string;
      checked: string;
    }) => readonly { readonly title: string; readonly texts: readonly string[] }[];
  };
}

interface Door {
  readonly title: string;
  readonly text: string;
}
