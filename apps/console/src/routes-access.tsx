import { createRoute } from '@tanstack/react-router';
import { FIRST_RUN_SEARCH } from './pages/first-run/search.js';
import { INVITATION_SEARCH } from './pages/invitation/search.js';
import { RESET_SEARCH } from './pages/password-reset/search.js';
import { SIGN_IN_SEARCH } from './pages/sign-in/search.js';
import { root } from './routes-root.js';
import { textedPart } from './ui/late-part.js';
import { searchOf } from './util/url-state.js';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searchOf(SIGN_IN_SEARCH),
  component: textedPart(['access'], () => import('./pages/sign-in/sign-in-page.js'), 'SignInPage'),
});
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  validateSearch: searchOf(FIRST_RUN_SEARCH),
  component: textedPart(
    ['access'],
    () => import('./pages/first-run/first-run-page.js'),
    'FirstRunPage',
  ),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: searchOf(INVITATION_SEARCH),
  component: textedPart(
    ['access'],
    () => import('./pages/invitation/invitation-page.js'),
    'InvitationPage',
  ),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: textedPart(
    ['access'],
    () => import('./pages/password-reset/forgot-password-page.js'),
    'ForgotPasswordPage',
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: searchOf(RESET_SEARCH),
  component: textedPart(
    ['access'],
    () => import('./pages/password-reset/reset-password-page.js'),
    'ResetPasswordPage',
  ),
});

/** Pages for whoever is not signed in. */
export const accessRoutes = [signIn, firstRun, invitation, forgotPassword, resetPassword] as const;
