import { useWords } from '../../words/use-words.ts';
import { findLinks } from './find-links.ts';

/** Text of a customer's: its web addresses open apart, tell nobody where they were opened, and show where they lead. */
export function LinkedText({ text }: { readonly text: string }) {
  const { t } = useWords();
  return findLinks(text).map((part, index) =>
    'href' in part ? (
      // Plain text never changes its place.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index}>
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
          {part.text}
        </a>
        {part.host !== null && <span className="link-host"> {t('mail.link-host', { host: part.host })}</span>}
      </span>
    ) : (
      part.text
    ),
  );
}
