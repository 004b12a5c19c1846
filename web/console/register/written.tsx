import type { WrittenBlock } from '../../../contract/console/register-texts.ts';

/** A block of a text that the server wrote from the declaration: its words come with it. */
export function Written({ block }: { readonly block: WrittenBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'paragraph':
      return <p className="written-text">{textOf(block.text)}</p>;
    case 'list':
      return (
        <ul className="written-list">
          {block.items.map((item) => (
            <li key={textOf(item)}>{textOf(item)}</li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl className="facts">
          {block.facts.map(({ term, value }) => (
            <div className="facts-row" key={term}>
              <dt>{term}</dt>
              <dd>{textOf(value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <WrittenTable {...block} />;
  }
}

function WrittenTable({ caption, head, rows }: Extract<WrittenBlock, { kind: 'table' }>) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="table table-stacked written-table">
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col" key={cell}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...cells], row) => (
            // Two rows may have one name.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              <th scope="row">{first}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} data-name={head[column + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Addresses stand as text: one does not write to oneself from here. */
function textOf(parts: Extract<WrittenBlock, { kind: 'paragraph' }>['text']): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
