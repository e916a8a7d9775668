import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { AuditEvent } from '../../api/contract.js';
import type { MessageKey, Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { NumberText } from '../../ui/number-text.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { AuditDetail } from './audit-detail.js';
import classes from './audit.module.css';

const ACTOR_KIND: Record<AuditEvent['actor']['kind'], MessageKey> = {
  user: 'audit:kind.user',
  token: 'audit:kind.token',
  system: 'audit:kind.system',
};

function columns(t: Translate): Column<AuditEvent>[] {
  return [
    {
      id: 'at',
      head: t('audit:column.at'),
      nowrap: true,
      width: '13.125rem',
      cell: ({ at }) => <TimeText at={at} show="both" />,
    },
    {
      id: 'actor',
      head: t('audit:column.actor'),
      width: '22%',
      cell: ({ actor }) => (
        <>
          {actor.name} {actor.kind !== 'user' && <Tag>{t(ACTOR_KIND[actor.kind])}</Tag>}
        </>
      ),
    },
    {
      id: 'action',
      head: t('audit:column.action'),
      nowrap: true,
      cell: ({ action }) => <code>{action}</code>,
    },
    {
      id: 'target',
      head: t('audit:column.target'),
      width: '24%',
      cell: ({ target }) => target?.name ?? t('common:dash'),
    },
    {
      id: 'reason',
      head: t('audit:column.reason'),
      drop: 'wide',
      cut: true,
      width: '22%',
      cell: ({ reason }) => <span className="ls-quiet">{reason}</span>,
    },
    {
      id: 'seq',
      head: t('audit:column.seq'),
      align: 'end',
      drop: 'medium',
      cell: ({ seq }) => <NumberText value={seq} />,
    },
  ];
}

/** Entries with their details in place; which one is open stands in the address. */
export function AuditTable({
  events,
  open,
  onOpen,
}: {
  events: readonly AuditEvent[];
  open: string | null;
  onOpen: (seq: string | null) => void;
}): ReactElement {
  const t = useT();
  const defs = useMemo(() => columns(t), [t]);
  return (
    <DataTable
      label={t('audit:list')}
      rows={events}
      columns={defs}
      rowId={({ seq }) => String(seq)}
      sortedByServer
      detail={(event) => <AuditDetail event={event} />}
      expanded={open}
      onExpand={onOpen}
      card={(event) => (
        <AuditCard event={event} open={open === String(event.seq)} onOpen={onOpen} />
      )}
    />
  );
}

function AuditCard({
  event,
  open,
  onOpen,
}: {
  event: AuditEvent;
  open: boolean;
  onOpen: (seq: string | null) => void;
}): ReactElement {
  return (
    <div className={classes.card}>
      <button
        type="button"
        className={classes.cardHead}
        aria-expanded={open}
        data-row-link
        onClick={() => onOpen(open ? null : String(event.seq))}
      >
        <span>
          <code>{event.action}</code>
          <br />
          {event.target?.name}
          <br />
          <span className="ls-quiet ls-small">{event.actor.name}</span>
        </span>
        <span className="ls-quiet ls-small">
          <TimeText at={event.at} show="relative" />
        </span>
      </button>
      {open && <AuditDetail event={event} />}
    </div>
  );
}
