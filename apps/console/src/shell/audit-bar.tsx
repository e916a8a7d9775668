import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCan } from '../api/use-me.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { useT } from '../i18n/use-t.js';
import { StatusShape } from '../ui/status-shape.js';
import classes from './system-bar.module.css';

/** Says loudly, to those who may read the audit trail, that it is broken, was set back or lacks an anchor, and who can do what about it. */
export function AuditBar(): ReactElement | null {
  const t = useT();
  const reader = useCan('audit:read');
  const { data } = useSystemStatus();
  const audit = data?.components.find(({ name }) => name === 'audit');
  if (!reader || audit?.state !== 'down') return null;
  const code = audit.detail?.code;
  const said =
    code === 'audit-set-back' ? 'setBack' : code === 'audit-anchor-gone' ? 'anchorGone' : 'broken';
  return (
    <div className={classes.bar} data-tone="bad" role="alert">
      <p className={classes.line}>
        <StatusShape tone="bad" size={16} />
        <span>
          <strong>{t(`audit:auditBar.${said}`)}.</strong> {t(`audit:auditBar.${said}Means`)}{' '}
          {t('audit:auditBar.remedy')}. <Link to="/audit">{t('audit:auditBar.open')}</Link>
        </span>
      </p>
    </div>
  );
}
