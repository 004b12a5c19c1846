import type { Notice } from '../../../contract/console/register-drafts.ts';
import { Written } from './written.tsx';

/** A notice as people read it. */
export function NoticeView({ notice }: { readonly notice: Notice }) {
  return (
    <article className="notice-view" lang={notice.language}>
      <h2>{notice.title}</h2>
      <p className="quiet">{notice.registerName}</p>
      {notice.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.title}</h3>
          {section.blocks.map((block, index) => (
            // A notice is shown whole and never rearranged.
            // oxlint-disable-next-line react/no-array-index-key
            <Written key={index} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}
