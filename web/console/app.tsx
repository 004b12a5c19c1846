import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { theme } from '../ui/theme.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { LanguageProvider } from '../words/language.tsx';
import { ActKeys } from './acts/act-keys.tsx';
import { ActsProvider } from './acts/acts.tsx';
import { createQueries } from './api/create-queries.ts';
import { createConsoleRouter } from './router.tsx';

export function App() {
  const [{ router, queries }] = useState(() => {
    const queries = createQueries({
      onSignedOut: () => {
        const { pathname, searchStr } = router.state.location;
        if (pathname === '/sign-in' || pathname === '/link') return;
        // Whoever comes to the start has not been anywhere to go back to.
        const search = pathname === '/' ? {} : { to: pathname + searchStr };
        // Cleared once nothing of it is on the screen: a page without its answers would break.
        void router.navigate({ to: '/sign-in', search }).then(() => queries.clear());
      },
    });
    const router = createConsoleRouter(queries);
    return { router, queries };
  });
  return (
    // Styles are built ahead: a style tag made at run time is against the content security policy.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <ActsProvider>
            <ToastProvider hint={<ActKeys id="undo" />}>
              <RouterProvider router={router} />
            </ToastProvider>
          </ActsProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
