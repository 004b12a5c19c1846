import type { NoticeBlock } from '../../../contract/console/promises.ts';

type Inline = Extract<NoticeBlock, { kind: 'paragraph' }>['text'][number];

/** A part of the notice as people read it. */
export function NoticeBlocks({ blocks }: { readonly blocks: readonly NoticeBlock[] }) {
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: NoticeBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h3 className="notice-heading">{block.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <Text parts={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul className="notice-list">
          {block.items.map((item, index) => (
            <li key={index}>
              <Text parts={item} />
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl className="facts notice-facts">
          {block.facts.map(({ term, value }) => (
            <div className="facts-row" key={term}>
              <dt>{term}</dt>
              <dd>
                <Text parts={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={block.caption}>
          <table className="table table-stacked notice-table">
            <caption className="visually-hidden">{block.caption}</caption>
            <thead>
              <tr>
                {block.head.map((cell) => (
                  <th scope="col" key={cell}>
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map(([first, ...cells], row) => (
                <tr key={row}>
                  <th scope="row">{first}</th>
                  {cells.map((cell, index) => (
                    <td key={index} data-name={block.head[index + 1]}>
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
}

function Text({ parts }: { readonly parts: readonly Inline[] }) {
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      <a key={index} href={part.href} rel="noreferrer">
        {part.text}
      </a>
    ),
  );
}
