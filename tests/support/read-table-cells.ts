export interface TableCell {
  readonly role: string;
  readonly id: string | undefined;
  readonly scope: string | undefined;
  readonly headers: readonly string[];
}

/** The objects of a PDF as they stand after what was changed at its end, found by its tables of them. */
function readObjects(pdf: Uint8Array): Map<number, string> {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = new Map<number, string>();
  let start: number | undefined = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1]);
  while (start !== undefined) {
    const [table, trailer] = text.slice(start, text.indexOf('startxref', start)).split('trailer') as [
      string,
      string,
    ];
    let next = 0;
    for (const line of table.split(/\r?\n/).slice(1)) {
      const section = /^(\d+) \d+$/.exec(line);
      const entry = /^(\d{10}) \d{5} [nf] ?$/.exec(line);
      if (section) next = Number(section[1]);
      if (!entry) continue;
      const at = Number(entry[1]);
      if (line.includes('n') && !objects.has(next)) {
        if (!text.startsWith(`${next} 0 obj`, at)) throw new Error(`object ${next} is not at ${at}`);
        objects.set(next, text.slice(at, text.indexOf('\nendobj', at)));
      }
      next += 1;
    }
    const before = /\/Prev (\d+)/.exec(trailer);
    start = before ? Number(before[1]) : undefined;
  }
  return objects;
}

/** Cells of all tables: those of the head, then the rows' headers, then the others. */
export function readTableCells(pdf: Uint8Array): TableCell[] {
  const cells = [...readObjects(pdf).values()].flatMap((object): TableCell[] => {
    const role = /\/S \/(T[HD])\s/.exec(object)?.[1];
    if (role === undefined) return [];
    const headers = /\/Headers \[([^\]]*)\]/.exec(object)?.[1] ?? '';
    return [
      {
        role,
        id: /\/ID \(([^)]*)\)/.exec(object)?.[1],
        scope: /\/Scope \/(\w+)/.exec(object)?.[1],
        headers: [...headers.matchAll(/\(([^)]*)\)/g)].map(([, id]) => id!),
      },
    ];
  });
  const order = ['Column', 'Row', undefined];
  return cells.toSorted((one, other) => order.indexOf(one.scope) - order.indexOf(other.scope));
}

/** The ids of the structure tree, in the order in which they are listed. */
export function readIds(pdf: Uint8Array): string[] {
  const root = [...readObjects(pdf).values()].find((object) => object.includes('/Type /StructTreeRoot'))!;
  return [...root.matchAll(/\(([^)]*)\) \d+ 0 R/g)].map(([, id]) => id!);
}
