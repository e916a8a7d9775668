import { useCallback } from 'react';
import type { SystemComponent } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration } from '../util/format/duration.js';
import { LOCALE } from '../util/format/locale.js';

type Code = NonNullable<SystemComponent['detail']>['code'];

const SAYS: Record<Code, MessageKey> = {
  'not-started': 'trouble:notStarted',
  silent: 'trouble:silent',
  'bad-answer': 'trouble:badAnswer',
  'busy-itself': 'trouble:busyItself',
  'tasks-failed': 'trouble:tasksFailed',
  'events-waiting': 'trouble:eventsWaiting',
  'rules-failed': 'trouble:rulesFailed',
  'rules-waiting': 'trouble:rulesWaiting',
  'rules-withheld': 'trouble:rulesWithheld',
  'rules-not-loaded': 'trouble:rulesNotLoaded',
  'rules-missing': 'trouble:rulesMissing',
  'rules-set-aside': 'trouble:rulesSetAside',
  behind: 'trouble:behind',
  'catching-up': 'trouble:catchingUp',
  'audit-broken': 'trouble:auditBroken',
  'audit-set-back': 'trouble:auditSetBack',
  'audit-anchor-gone': 'trouble:auditAnchorGone',
  'audit-unverified': 'trouble:auditUnverified',
  'audit-not-anchored': 'trouble:auditNotAnchored',
  'iterations-missed': 'trouble:iterationsMissed',
  'evaluation-slow': 'trouble:evaluationSlow',
  'clocks-differ': 'trouble:clocksDiffer',
  hidden: 'trouble:hidden',
  'disk-full': 'trouble:diskFull',
  'disk-low': 'trouble:diskLow',
  'read-only': 'trouble:readOnly',
  'memory-full': 'trouble:memoryFull',
  'folder-unwritable': 'trouble:folderUnwritable',
  'credentials-missing': 'trouble:credentialsMissing',
  'credentials-refused': 'trouble:credentialsRefused',
  'tls-failed': 'trouble:tlsFailed',
  'reload-awaited': 'trouble:reloadAwaited',
  'reload-not-enabled': 'trouble:reloadNotEnabled',
  'reload-refused': 'trouble:reloadRefused',
  'pages-late': 'trouble:pagesLate',
  'pages-unread': 'trouble:pagesUnread',
  'other-silent': 'trouble:otherSilent',
  'operators-unset': 'trouble:operatorsUnset',
  'operators-not-told': 'trouble:operatorsNotTold',
};

/** Says why a component is in trouble, in the language on screen; an error's own sentence stays as it is, in English. Null for none. */
export function useTroubleText(): (
  component: SystemComponent,
) => { text: string; lang: 'en' | undefined } | null {
  const t = useT();
  const language = useLanguage();
  return useCallback(
    ({ message, detail }) => {
      if (detail === null) return message === null ? null : { text: message, lang: 'en' };
      const { code, seconds = 0, count = 0, names = [] } = detail;
      const values = {
        count,
        time: formatDuration(seconds, language),
        names: new Intl.ListFormat(LOCALE[language]).format(names),
      };
      return { text: t(SAYS[code], values), lang: undefined };
    },
    [t, language],
  );
}
