import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';

/** Tells that pictures were left out, and on asking where they would have come from. They are never fetched. */
export function BlockedHosts({ hosts }: { readonly hosts: readonly string[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="blocked-hosts">
      <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconPhotoOff size={14} aria-hidden="true" /> {t('mail.blocked', { count: hosts.length })}
      </button>
      {open && (
        <div className="small">
          <p>{t('mail.blocked-about')}</p>
          <ul>
            {hosts.map((host) => (
              <li key={host}>{host}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
