import { useCallback } from 'react';
import type { SystemComponent } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration } from '../util/format/duration.js';
import { LOCALE } from '../util/format/locale.js';

type Code = NonNullable<SystemComponent['detail']>['code'];

const SAYS: Record<Code, MessageKey> = {
  'not-started': 'shell:system.trouble.notStarted',
  silent: 'shell:system.trouble.silent',
  'bad-answer': 'shell:system.trouble.badAnswer',
  'tasks-failed': 'shell:system.trouble.tasksFailed',
  'events-waiting': 'shell:system.trouble.eventsWaiting',
  'rules-failed': 'shell:system.trouble.rulesFailed',
  'rules-waiting': 'shell:system.trouble.rulesWaiting',
  'rules-withheld': 'shell:system.trouble.rulesWithheld',
  'rules-not-loaded': 'shell:system.trouble.rulesNotLoaded',
  behind: 'shell:system.trouble.behind',
  'audit-broken': 'shell:system.trouble.auditBroken',
  'audit-set-back': 'shell:system.trouble.auditSetBack',
  'audit-unverified': 'shell:system.trouble.auditUnverified',
  'audit-not-anchored': 'shell:system.trouble.auditNotAnchored',
  'iterations-missed': 'shell:system.trouble.iterationsMissed',
  'evaluation-slow': 'shell:system.trouble.evaluationSlow',
  'clocks-differ': 'shell:system.trouble.clocksDiffer',
  hidden: 'shell:system.trouble.hidden',
  'disk-full': 'shell:system.trouble.diskFull',
  'disk-low': 'shell:system.trouble.diskLow',
  'read-only': 'shell:system.trouble.readOnly',
  'memory-full': 'shell:system.trouble.memoryFull',
  'folder-unwritable': 'shell:system.trouble.folderUnwritable',
  'credentials-missing': 'shell:system.trouble.credentialsMissing',
  'credentials-refused': 'shell:system.trouble.credentialsRefused',
  'tls-failed': 'shell:system.trouble.tlsFailed',
  'reload-awaited': 'shell:system.trouble.reloadAwaited',
  'reload-not-enabled': 'shell:system.trouble.reloadNotEnabled',
  'reload-refused': 'shell:system.trouble.reloadRefused',
  'pages-late': 'pager:trouble.late',
  'pages-unread': 'pager:trouble.unread',
  'other-silent': 'pager:trouble.silent',
  'operators-unset': 'pager:trouble.unset',
  'operators-not-told': 'pager:trouble.notTold',
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
