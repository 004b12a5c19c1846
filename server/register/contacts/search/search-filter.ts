/** A filter as the search box's language gives it, or the API's structured form. */
export interface SearchFilter {
  readonly key:
    | 'is'
    | 'has'
    | 'queue'
    | 'tag'
    | 'assignee'
    | 'channel'
    | 'language'
    | 'priority'
    | 'from'
    | 'name'
    | 'email'
    | 'phone'
    | 'id'
    | 'after'
    | 'before';
  readonly value: string;
}
