/**
 * Tags the first cell of each row of a table's body as that row's header, as it is printed. Typst 0.14 does so only behind
 * a switch (`pdf.header-cell`, a11y-extras) that its binding for Node does not have. The cells are written anew behind the
 * file's end, which is how a PDF is changed (ISO 32000-1, 7.5.6); goes when the binding has the switch.
 * @throws Error for a PDF that is not written as ours are
 */
export function tagRowHeaders(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const { offsets, trailer, start } = readTable(text);
  const objects = offsets.map((offset) => text.slice(offset, text.indexOf('\nendobj', offset)));
  const isElement = (object: string, role: string) =>
    /^\d+ 0 obj\n<<\n {2}\/Type \/StructElem\n/.test(object) && object.includes(`\n  /S /${role}\n`);
  const changed = new Map<number, string>();
  const names: (readonly [string, number])[] = [];

  for (const body of objects.filter((object) => isElement(object, 'TBody'))) {
    for (const [place, row] of kidsOf(body).entries()) {
      const [first, ...others] = kidsOf(objects[row]!);
      const column = first === undefined ? null : /\/Headers \[\(([^()]*?)0\)/.exec(objects[first]!);
      if (first === undefined || !column || !isElement(objects[first]!, 'TD')) continue;
      const id = `${column[1]}${place + 1}`;
      names.push([id, first]);
      changed.set(
        first,
        objects[first]!.replace('\n  /S /TD\n', `\n  /S /TH\n  /ID (${id})\n`).replace(
          '/O /Table\n',
          '/O /Table\n    /Scope /Row\n',
        ),
      );
      // A cell that names its headers is looked up by those alone.
      for (const other of others)
        changed.set(other, objects[other]!.replace(/(\/Headers \[[^\]]*)\]/, `$1 (${id})]`));
    }
  }
  if (names.length === 0) return pdf;
  const root = objects.findIndex((object) => object.includes('\n  /Type /StructTreeRoot\n'));
  changed.set(root, addNames(objects[root]!, names));

  let end = pdf.length;
  const added: string[] = [];
  const table = ['xref'];
  for (const [number, object] of [...changed].toSorted(([one], [other]) => one - other)) {
    const written = `${object}\nendobj\n`;
    table.push(`${number} 1`, `${String(end).padStart(10, '0')} 00000 n `);
    added.push(written);
    end += written.length;
  }
  const ending = `${table.join('\n')}\n${trailer.replace(/>>\s*$/, `  /Prev ${start}\n>>`)}\nstartxref\n${end}\n%%EOF`;
  return Buffer.concat([pdf, Buffer.from([...added, ending].join(''), 'latin1')]);
}

function readTable(text: string): { offsets: number[]; trailer: string; start: number } {
  const start = Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN);
  const head = /^xref\n0 (\d+)\n/.exec(text.slice(start, start + 40));
  const trailerAt = text.indexOf('trailer\n', start);
  if (!head || trailerAt < 0) throw new Error('a PDF whose objects are listed otherwise');
  const lines = start + head[0].length;
  const offsets = Array.from({ length: Number(head[1]) }, (_, number) =>
    Number(text.slice(lines + number * 20, lines + number * 20 + 10)),
  );
  return { offsets, trailer: text.slice(trailerAt, text.indexOf('\nstartxref', trailerAt)), start };
}

function kidsOf(object: string): number[] {
  const kids = /\n {2}\/K \[([\d R]*)\]/.exec(object)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

/** The tree's names stand in the order of their bytes. */
function addNames(root: string, names: readonly (readonly [string, number])[]): string {
  const [whole, listed] = /\/Names \[([^\]]*)\]/.exec(root) ?? [];
  if (whole === undefined || listed === undefined) throw new Error('a PDF whose headers are named otherwise');
  const all = [
    ...[...listed.matchAll(/\(([^()]*)\) (\d+) 0 R/g)].map(
      ([, id, number]) => [id!, Number(number)] as const,
    ),
    ...names,
  ].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return root.replace(whole, `/Names [${all.map(([id, number]) => `(${id}) ${number} 0 R`).join(' ')}]`);
}
