import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { useToasterWanted } from './hooks/use-toast.js';
import { queries, router } from './routes.js';
import { PlainToast } from './shell/plain-toast.js';
import { ErrorBoundary } from './ui/error-boundary.js';
import { latePart } from './ui/late-part.js';
import { cssVariables, theme } from './theme/mantine-theme.js';
import { useShade } from './theme/use-theme.js';

/** The toaster comes with the first toast. */
const Toaster = latePart(() => import('./shell/toaster.js'), 'Toaster');

export function App(): ReactElement {
  const shade = useShade();
  const toaster = useToasterWanted();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={shade === 'light' ? 'light' : 'dark'}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        {toaster && (
          <ErrorBoundary instead={<PlainToast />}>
            <Suspense>
              <Toaster />
            </Suspense>
          </ErrorBoundary>
        )}
      </QueryClientProvider>
    </MantineProvider>
  );
}
