// What a stored value has for ground: its category is declared, and one of the purposes it was collected for it is still held for
// (GDPR Art. 5(1)(b)). The database answers by the version that is newest there, so that no process reads by an older one.

/** SQL: whether a row has ground whose category stands in it. */
export function rowHasGround(row: string): string {
  return `EXISTS (SELECT FROM declaration.ground g WHERE g.category = ${row}.category AND g.purpose = ANY (${row}.purposes))`;
}

/** SQL: the same for a table whose rows are all of one category. */
export function hasGround(row: string, category: string): string {
  return `${row}.purposes && (SELECT declaration.purposes_of('${category}'))`;
}
