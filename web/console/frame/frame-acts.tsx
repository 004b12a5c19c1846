import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useShownAct } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { ownKeys } from '../acts/own-keys.ts';
import { ownQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { themes, useOwn } from '../settings/use-own.ts';
import { languages } from '../../words/language.tsx';
import { allowedPlaces } from './places.ts';

const loadPalette = () => import('./palette.tsx');
const Palette = lazy(() => loadPalette().then((file) => ({ default: file.Palette })));
const KeysOverlay = lazy(() => import('./keys-overlay.tsx').then((file) => ({ default: file.KeysOverlay })));

/** What can be done everywhere: go places, the palette, the keys, one's own look. */
export function FrameActs() {
  const { t } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { change, signOut } = useOwn();
  const shown = useShownAct();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const mayOpen = me.acts.includes('open-contact');
  // There when it is called: what is typed while it came would be taken for keys.
  useEffect(() => {
    const timer = window.setTimeout(() => {
      void loadPalette();
      // The code of it, no contact: the first one opened is to be as quick as the rest.
      if (mayOpen) void import('../contact/contact-page.tsx');
    }, 1500);
    return () => window.clearTimeout(timer);
  }, [mayOpen]);
  const keys = useQuery(ownQuery).data?.settings.keys;
  useEffect(() => {
    if (keys) ownKeys.set(keys);
  }, [keys]);
  useActs([
    ...allowedPlaces(me.acts).map((place) => ({
      id: `go ${place.to}`,
      group: 'go' as const,
      label: t('act.go', { place: t(place.name) }),
      keys: place.keys,
      run: () => void navigate({ to: place.to }),
    })),
    ...(me.acts.includes('list-contacts') && me.acts.includes('note-contact')
      ? [
          {
            id: 'go todos',
            group: 'go' as const,
            label: t('act.go', { place: t('todo.mine') }),
            keys: 'g d',
            run: () => void navigate({ to: '/inbox', search: { todos: 'mine' } }),
          },
        ]
      : []),
    {
      id: 'palette',
      group: 'own',
      label: t('act.palette'),
      keys: 'mod+k',
      keyOnly: true,
      run: () => setOpen('palette'),
    },
    ...(me.acts.includes('answer-contact')
      ? [
          {
            id: 'write-first',
            group: 'go' as const,
            label: t('act.write-first'),
            keys: 'c',
            run: () => void navigate({ to: '/write' }),
          },
        ]
      : []),
    ...(me.acts.includes('report-incident')
      ? [
          {
            id: 'report-incident',
            group: 'go' as const,
            label: t('act.report-incident'),
            run: () => void navigate({ to: '/incidents', search: { report: 'colleague' } }),
          },
        ]
      : []),
    ...(shown ? [{ id: 'undo', group: 'own' as const, label: shown.label, keys: 'z', run: shown.run }] : []),
    { id: 'keys', group: 'own', label: t('act.keys'), keys: '?', run: () => setOpen('keys') },
    ...themes.map((theme) => ({
      id: `theme ${theme}`,
      group: 'own' as const,
      label: t('act.theme', { theme: t(`theme.${theme}`) }),
      run: () => change({ theme }),
    })),
    ...languages.map((language) => ({
      id: `language ${language}`,
      group: 'own' as const,
      label: t('act.language', { language: t(`language.${language}`) }),
      run: () => change({ language }),
    })),
    { id: 'sign-out', group: 'own', label: t('frame.sign-out'), run: signOut },
  ]);
  return (
    <Suspense>
      {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
      {open === 'keys' && <KeysOverlay onClose={() => setOpen(null)} />}
    </Suspense>
  );
}
