import type { Notice } from '../../../contract/console/register-drafts.ts';

type Block = Notice['sections'][number]['blocks'][number];
type Inlines = Extract<Block, { kind: 'paragraph' }>['text'];

/** A notice as people read it. Its headings stand below those of the page around it. */
export function NoticeView({ notice }: { readonly notice: Notice }) {
  return (
    <article className="notice-view" lang={notice.language}>
      <h2>{notice.title}</h2>
      <p className="quiet">{notice.registerName}</p>
      {notice.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.title}</h3>
          {section.blocks.map((block, index) => (
            <BlockView key={index} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h4>{block.text}</h4>;
    case 'paragraph':
      return (
        <p>
          <Text parts={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>
              <Text parts={item} />
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl className="facts">
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
          <table className="table">
            <caption>{block.caption}</caption>
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
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) =>
                    at === 0 ? (
                      <th scope="row" key={at}>
                        {cell}
                      </th>
                    ) : (
                      <td key={at}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

/** An address is shown, not followed: what is still a draft sends nobody anywhere. */
function Text({ parts }: { readonly parts: Inlines }) {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
