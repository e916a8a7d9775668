import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { sloOf, sloSeriesOf } from '../../api/queries.js';
import type { SloDetail } from '../../api/contract-slo.js';
import { useCan } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { LeaveGuard } from '../../components/leave-guard.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { QueryView } from '../../components/query-view.js';
import { remeasures } from '../../forms/remeasures.js';
import { SloSaveNotice } from '../../forms/slo-save-notice.js';
import { placeProblems, readYaml } from '../../forms/slo-yaml.js';
import { SloYamlEditor } from '../../forms/slo-yaml-editor.js';
import { useSloSave } from '../../forms/use-slo-save.js';
import { VersionConflict } from '../../forms/version-conflict.js';
import { useGo } from '../../hooks/use-go.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { paths } from '../../util/paths.js';
import { SeriesLines } from './series-lines.js';

/** The editor starts from the version that was there when it opened; a newer one is taken only when asked for. */
function EditSlo({ current }: { current: SloDetail }): ReactElement {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const [base, setBase] = useState(current);
  const [text, setText] = useState(current.yaml);
  const done = useRef(false);
  const { busy, error, theirs, send, clear } = useSloSave();
  const read = useMemo(() => readYaml(text), [text]);
  const series = useQuery(sloSeriesOf(base.slug));
  const warned = (series.data?.warnings ?? []).length > 0;
  const refused = useMemo(() => (error ? placeProblems(text, error.fields) : []), [error, text]);
  const save = async (version: number): Promise<void> => {
    const saved = await send(base.slug, read.value, version);
    if (!saved) return;
    done.current = true;
    go(paths.slo(base.slug));
    toast(t('slo-form:saved', { name: saved.name }));
  };
  return (
    <form
      className="ls-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (read.problems.length === 0) void save(base.version);
      }}
    >
      <LeaveGuard dirty={() => !done.current && text !== base.yaml} />
      <SeriesLines slug={base.slug} />
      <SloYamlEditor
        text={text}
        warned={warned}
        problems={read.problems.length > 0 ? read.problems : refused}
        advice={read.advice}
        onChange={(next) => {
          setText(next);
          if (error) clear();
        }}
      />
      {theirs && (
        <VersionConflict
          mine={{ version: base.version, document: read.value }}
          theirs={theirs}
          onKeepMine={() => void save(theirs.version)}
          onTakeTheirs={() => {
            setBase(theirs);
            setText(theirs.yaml);
            clear();
          }}
        />
      )}
      {remeasures(base.document, read.value) && (
        <FormNotice tone="warn">{t('slo-form:remeasures')}</FormNotice>
      )}
      <SloSaveNotice error={error} slug={base.slug} creating={false} />
      <div className="ls-actions">
        <Button variant="default" onClick={() => go(paths.slo(base.slug))}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={read.problems.length > 0}>
          {t('slo-form:save')}
        </Button>
      </div>
    </form>
  );
}

/** Changing an objective as YAML, guarded against overwriting what somebody else saved. */
export function SloEditPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/slos/$slug/edit' });
  const writer = useCan('slo:write');
  const query = useQuery(sloOf(slug));
  const name = query.data?.name ?? slug;
  return (
    <>
      <PageHead
        title={t('slo-form:editTitle', { name })}
        up={{ to: paths.slo(slug), label: name }}
      />
      {!writer ? (
        <Forbidden permission="slo:write" />
      ) : (
        <QueryView
          query={query}
          needs="slo:read"
          errorTitle={t('slo-detail:failed')}
          skeleton={<TextSkeleton lines={10} what={slug} />}
          notFound={(error) => (
            <ObjectNotFound kind={t('slo-detail:what')} name={slug} error={error} left="slo" />
          )}
        >
          {(slo) => <EditSlo current={slo} />}
        </QueryView>
      )}
    </>
  );
}
