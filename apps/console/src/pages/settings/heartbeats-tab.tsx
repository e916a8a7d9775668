import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Heartbeat } from '../../api/contract.js';
import { allHeartbeats } from '../../api/source-queries.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { heartbeatLine } from '../../components/source/intake-lines.js';
import { HeartbeatDialog } from '../../forms/heartbeat-dialog.js';
import { TokenOnceDialog } from '../../forms/token-once-dialog.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { CodeBlock } from '../../ui/code-block.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import classes from '../../components/settings/settings.module.css';
import { HeartbeatTable } from './heartbeat-table.js';
import { HEARTBEATS_SEARCH } from './search.js';

/** The command of the line, which is called so in every language. */
const CURL = 'curl';

/** What says from time to time that it is there. */
export function HeartbeatsTab(): ReactElement {
  const t = useT();
  const writer = useCan('source:write');
  const [{ new: creating }, set] = useUrlState(HEARTBEATS_SEARCH);
  const create = writer && (
    <Button onClick={() => set({ new: true })}>{t('heartbeats:new')}</Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <p>{t('heartbeats:lead')}</p>
        {create}
      </div>
      <QueryView
        query={useQuery(allHeartbeats)}
        needs="source:read"
        errorTitle={t('heartbeats:failed')}
        skeleton={<TableSkeleton what={t('heartbeats:title')} rows={3} columns={4} />}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={t('heartbeats:empty.title')}
              action={create}
              cli={cliLine('heartbeat list')}
            >
              <p>{t('heartbeats:empty.text')}</p>
            </EmptyState>
          ) : (
            <Heartbeats heartbeats={items} writer={writer} />
          )
        }
      </QueryView>
      {creating && writer && (
        <HeartbeatDialog
          heartbeat={null}
          onMade={(slug) => set({ new: false, token: slug }, { replace: true })}
          onClose={() => set({ new: false }, { replace: true })}
        />
      )}
    </>
  );
}

function Heartbeats({
  heartbeats,
  writer,
}: {
  heartbeats: readonly Heartbeat[];
  writer: boolean;
}): ReactElement {
  const t = useT();
  const [{ edit, delete: deleting, token }, set] = useUrlState(HEARTBEATS_SEARCH);
  const named = (slug: string | null) =>
    writer ? heartbeats.find((one) => one.slug === slug) : undefined;
  const [edited, deleted, given] = [named(edit), named(deleting), named(token)];
  const late = heartbeats.filter((one) => one.silent);
  return (
    <>
      {late.length > 0 && (
        <FormNotice>
          {late.map(({ name }) => name).join(', ')}: {t('heartbeats:late')}
        </FormNotice>
      )}
      <HeartbeatTable heartbeats={heartbeats} writer={writer} />
      {edited && (
        <HeartbeatDialog
          key={edited.slug}
          heartbeat={edited}
          onClose={() => set({ edit: null }, { replace: true })}
        />
      )}
      {given && (
        <HeartbeatToken
          key={given.slug}
          heartbeat={given}
          onClose={() => set({ token: null }, { replace: true })}
        />
      )}
      {deleted && (
        <TypedDelete
          noun="heartbeats"
          thing={deleted}
          event="source.changed"
          send={(request) => client.DELETE('/heartbeats/{slug}', request)}
          onClose={() => set({ delete: null }, { replace: true })}
        />
      )}
    </>
  );
}

/** Its token, once, with the line to paste. */
function HeartbeatToken({
  heartbeat,
  onClose,
}: {
  heartbeat: Heartbeat;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const path = { slug: heartbeat.slug };
  return (
    <TokenOnceDialog
      thing={heartbeat}
      send={async () =>
        (await client.POST('/heartbeats/{slug}/token', { params: { path } })).data?.token ?? null
      }
      onClose={onClose}
    >
      {(token) => (
        <div>
          <p className="ls-small ls-quiet">{t('heartbeats:line')}</p>
          <CodeBlock text={heartbeatLine(token, location.origin)} label={CURL} />
        </div>
      )}
    </TokenOnceDialog>
  );
}
