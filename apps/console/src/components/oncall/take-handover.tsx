import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import { client } from '../../api/client.js';
import type { Handover } from '../../api/contract.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useToast } from '../../hooks/use-toast.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';

/** Says that the note of a handover was read. */
export function TakeHandover({ note: { id, schedule } }: { note: Handover }): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const write = useWrite('handover.changed');
  const take = (): void => {
    write(
      () =>
        client.POST('/schedules/{slug}/handovers/{id}/receipt', {
          params: { path: { slug: schedule.slug, id } },
        }),
      { say: t('oncall:handover.taken') },
    ).catch((fault: unknown) => toast(describe(asApiError(fault))));
  };
  return (
    <Button size="compact-sm" variant="default" onClick={take}>
      {t('oncall:handover.take')}
    </Button>
  );
}
