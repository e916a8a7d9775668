import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import { client } from '../../api/client.js';
import type { AuditVerification } from '../../api/contract.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { NumberText } from '../../ui/number-text.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './audit.module.css';

const FAULT: Record<AuditVerification['faults'][number]['kind'], MessageKey> = {
  edited: 'audit:verify.kind.edited',
  deleted: 'audit:verify.kind.deleted',
  reordered: 'audit:verify.kind.reordered',
  truncated: 'audit:verify.kind.truncated',
  anchor: 'audit:verify.kind.anchor',
};

export interface ChainCheck {
  button: ReactElement;
  result: ReactElement | null;
}

/** "Verify chain" and what it found; the button belongs to the page's head, the result above the list. */
export function useChainCheck(): ChainCheck {
  const t = useT();
  const describe = useProblemText();
  const check = useMutation({
    mutationFn: async () => {
      const { data } = await client.POST('/audit/verification', { body: {} });
      if (data === undefined) throw new Error('no answer');
      return data;
    },
  });
  const button = (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
      {t(check.isPending ? 'audit:verify.running' : 'audit:verify.action')}
    </Button>
  );
  if (check.error) {
    return {
      button,
      result: (
        <div style={{ marginBottom: 12 }}>
          <FormNotice>
            {t('audit:verify.failed', { reason: describe(asApiError(check.error)) })}
          </FormNotice>
        </div>
      ),
    };
  }
  return { button, result: check.data ? <Verification result={check.data} /> : null };
}

function Verification({ result }: { result: AuditVerification }): ReactElement {
  const t = useT();
  const { ok, events, faults, faultsTotal, head, checkedAt, breaks } = result;
  return (
    <div className={classes.verification} data-ok={ok} role={ok ? 'status' : 'alert'}>
      <StatusShape tone={ok ? 'ok' : 'bad'} size={16} />
      <strong>
        {ok
          ? t('audit:verify.ok', { events })
          : t('audit:verify.broken', { faults: faultsTotal, events })}
      </strong>
      <span className="ls-quiet">
        {t('audit:verify.head')} <code title={head}>{head.slice(0, 12)}</code>
      </span>
      <span className="ls-quiet">
        {t('audit:verify.at')} <TimeText at={checkedAt} show="seconds" />
      </span>
      {breaks.length > 0 && (
        <ul className={classes.faults}>
          {breaks.map(({ seq, at, by, reason, unproven }) => (
            <li key={seq}>
              {t('audit:verify.break')} <TimeText at={at} show="seconds" />
              {by !== null && ` · ${by}`} · <NumberText value={seq} /> · {reason}
              {unproven && ` · ${t('audit:verify.unproven', unproven)}`}
            </li>
          ))}
        </ul>
      )}
      {!ok && (
        <ul className={classes.faults}>
          {faults.map((fault) => (
            <li key={`${fault.seq} ${fault.message}`}>
              <NumberText value={fault.seq} /> · {t(FAULT[fault.kind])} ·{' '}
              <span lang="en">{fault.message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
