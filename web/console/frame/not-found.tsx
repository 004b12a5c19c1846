import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { meQuery } from '../api/queries.ts';
import { allowedPlaces } from './places.ts';

/** Nothing at this address: the places there are, as doors. */
export function NotFound() {
  const { t } = useWords();
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const places = me ? allowedPlaces(me.acts) : [];
  return (
    <Page title={t('not-found.title')} about={t('not-found.about')}>
      {places.length === 0 ? (
        <Link to="/">{t('not-found.back')}</Link>
      ) : (
        <nav aria-label={t('not-found.where')}>
          <h2 className="not-found-where">{t('not-found.where')}</h2>
          <ul className="not-found-places">
            {places.map(({ to, name, icon: Icon, keys }) => (
              <li key={to}>
                <Link to={to}>
                  <Icon size={20} stroke={1.6} aria-hidden="true" />
                  <span>{t(name)}</span>
                  <span className="not-found-keys">
                    {keys.split(' ').map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Page>
  );
}
