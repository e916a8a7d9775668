import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import type { AuditFilter } from '../../api/contract.js';
import { everyAuditEvent } from '../../api/audit-queries.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { download } from '../../ui/download.js';
import { Menu, MenuItem } from '../../ui/menu.js';
import { auditCsv, auditJsonl } from '../../api/nouns/audit-export.js';
import { serverNow } from '../../stores/server-clock.js';

/** Exports every entry under the present filter, not only the loaded ones. */
export function AuditExport({ filter }: { filter: AuditFilter }): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const [count, setCount] = useState<number | null>(null);
  const run = async (format: 'csv' | 'jsonl'): Promise<void> => {
    setCount(0);
    try {
      const events = await everyAuditEvent(filter, setCount);
      const stamp = new Date(serverNow()).toISOString().slice(0, 19).replaceAll(':', '-');
      if (format === 'csv')
        download(`leitstand-audit-${stamp}Z.csv`, 'text/csv;charset=utf-8', auditCsv(events));
      else download(`leitstand-audit-${stamp}Z.jsonl`, 'application/x-ndjson', auditJsonl(events));
    } catch (fault) {
      toast(t('audit:export.failed', { reason: describe(asApiError(fault)) }));
    } finally {
      setCount(null);
    }
  };
  if (count !== null)
    return (
      <Button variant="default" disabled>
        {t('audit:export.running', { count })}
      </Button>
    );
  return (
    <Menu className="ls-button" trigger={t('audit:export.action')}>
      <MenuItem onClick={() => void run('csv')}>{t('audit:export.csv')}</MenuItem>
      <MenuItem onClick={() => void run('jsonl')}>{t('audit:export.jsonl')}</MenuItem>
    </Menu>
  );
}
