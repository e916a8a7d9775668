import { Button, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCan } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { LeaveGuard } from '../../components/leave-guard.js';
import { SloGuidedForm } from '../../forms/slo-guided-form.js';
import { SloSaveNotice } from '../../forms/slo-save-notice.js';
import { SloYamlEditor } from '../../forms/slo-yaml-editor.js';
import { useFaults } from '../../hooks/use-faults.js';
import { useGo } from '../../hooks/use-go.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PageHead } from '../../ui/page-head.js';
import { paths } from '../../util/paths.js';
import classes from '../../forms/slo-form.module.css';
import { useSloDraft } from './use-slo-draft.js';
import type { SloDraft } from './use-slo-draft.js';
import { SLO_NEW_SEARCH } from './search.js';

/** The form with the document it makes beside it. */
function Guided({ draft, onYaml }: { draft: SloDraft; onYaml: () => void }): ReactElement {
  const t = useT();
  if (draft.byHand) {
    return (
      <FormNotice tone="none">
        <p>{t('slo-form:handEdited')}</p>
        <div className="ls-actions">
          <Button variant="default" onClick={draft.startOver}>
            {t('slo-form:startOver')}
          </Button>
          <Button variant="default" onClick={onYaml}>
            {t('slo-form:asYaml')}
          </Button>
        </div>
      </FormNotice>
    );
  }
  return (
    <div className={classes.columns}>
      <SloGuidedForm values={draft.values} errors={draft.fieldErrors} onChange={draft.setValues} />
      <section className={classes.preview} aria-labelledby="slo-preview">
        <h2 id="slo-preview">{t('slo-form:preview')}</h2>
        <pre tabIndex={0} aria-labelledby="slo-preview">
          <code>{draft.yaml}</code>
        </pre>
      </section>
    </div>
  );
}

/** A new objective: a few questions, or the document itself. */
export function SloNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const writer = useCan('slo:write');
  const [{ as, subject }, set] = useUrlState(SLO_NEW_SEARCH);
  const draft = useSloDraft(subject);
  const [form, , onSent] = useFaults();
  const head = (
    <PageHead title={t('slo-form:newTitle')} up={{ to: paths.slos(), label: t('slos:title') }} />
  );
  if (!writer)
    return (
      <>
        {head}
        <Forbidden permission="slo:write" />
      </>
    );
  return (
    <>
      {head}
      <LeaveGuard dirty={draft.dirty} />
      <SegmentedControl
        className={classes.tabs}
        aria-label={t('slo-form:as')}
        value={as}
        onChange={(value) => set({ as: value === 'yaml' ? 'yaml' : 'form' })}
        data={[
          { value: 'form', label: t('slo-form:asForm') },
          { value: 'yaml', label: t('slo-form:asYaml') },
        ]}
      />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSent();
          draft.submit();
        }}
      >
        {as === 'form' ? (
          <Guided draft={draft} onYaml={() => set({ as: 'yaml' })} />
        ) : (
          <SloYamlEditor
            text={draft.yaml}
            problems={draft.problems}
            advice={draft.advice}
            onChange={draft.setYaml}
          />
        )}
        {draft.error === null && draft.tried && draft.problems.length > 0 ? (
          <FormNotice>{t('slo-form:fix')}</FormNotice>
        ) : (
          <SloSaveNotice error={draft.error} slug={draft.slug} creating />
        )}
        <div className={classes.foot}>
          <Button variant="default" onClick={() => go(paths.slos())}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={draft.busy}>
            {t('slo-form:create')}
          </Button>
        </div>
      </form>
    </>
  );
}
