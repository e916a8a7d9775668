import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { REVIEW_NEEDS, REVIEW_SECTIONS } from '#contract';
import { client } from '../api/client.js';
import type { Review } from '../api/contract.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { useVersionedSave } from '../hooks/use-versioned-save.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { etag } from '../util/etag.js';
import { FormShell } from './form-shell.js';
import { VersionConflict } from './version-conflict.js';

const LONGEST = 20_000;
const isNeeded = (section: string): boolean =>
  (REVIEW_NEEDS as readonly string[]).includes(section);

/** Writing on a review: all of its texts at once, guarded against overwriting those of somebody else. */
export function ReviewForm({
  id,
  review,
  onClose,
}: {
  /** of the incident, as in the address */
  id: string;
  review: Review;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('review.changed');
  const form = useForm({ initialValues: { version: review.version, sections: review.sections } });
  const params = { path: { id } };
  const save = useVersionedSave(form, async () => {
    const { data } = await client.GET('/incidents/{id}/review', { params });
    if (!data) throw new Error('an answer without a review');
    return data;
  });
  const { sections } = form.values;
  const send = (version: number) => async (): Promise<void> => {
    const header = { 'If-Match': etag(version) };
    await write(
      () =>
        client.PUT('/incidents/{id}/review', { params: { ...params, header }, body: { sections } }),
      { say: t('reviews:saved') },
    );
    onClose();
  };
  const { theirs } = save;
  return (
    <FormShell
      submit={save}
      onSubmit={form.onSubmit(({ version }) => void save.run(send(version)))}
      onCancel={onClose}
      action={t(review.state === 'published' ? 'reviews:saveEdition' : 'common:save')}
    >
      <LeaveGuard dirty={() => form.isDirty() && !save.busy} />
      {REVIEW_SECTIONS.map((section) => (
        <Textarea
          key={section}
          label={t(`reviews:section.${section}`)}
          description={t(`reviews:hint.${section}`)}
          withAsterisk={review.state === 'published' && isNeeded(section)}
          autosize
          minRows={section === 'summary' ? 3 : 2}
          maxRows={24}
          maxLength={LONGEST}
          {...form.getInputProps(`sections.${section}`)}
        />
      ))}
      {theirs && (
        <VersionConflict
          mine={{ version: form.values.version, document: sections }}
          theirs={{ version: theirs.version, document: theirs.sections }}
          onTakeTheirs={() => {
            form.setValues({ version: theirs.version, sections: theirs.sections });
            save.clear();
          }}
          onKeepMine={() => {
            form.setFieldValue('version', theirs.version);
            save.clear();
            void save.run(send(theirs.version));
          }}
        />
      )}
    </FormShell>
  );
}
