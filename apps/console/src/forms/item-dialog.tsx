import { NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState, type ComponentProps, type ReactElement } from 'react';
import { ACTION_ITEM_STATES } from '#contract';
import { allTeams } from '../api/catalog-queries.js';
import { client } from '../api/client.js';
import type { ActionItem } from '../api/contract.js';
import { useCan } from '../api/use-me.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { etag } from '../util/etag.js';
import { randomId } from '../util/random-id.js';
import { FormShell } from './form-shell.js';
import { useKnownPeople } from './use-known-people.js';

const NOBODY = '';
/** The owner stays who they are: their address may be unknown here. */
const SAME = 'same';

interface Values {
  title: string;
  /** `user:ADDRESS`, `team:SLUG`, nobody, or the same as before */
  owner: string;
  due: string;
  link: string;
  state: ActionItem['state'];
  reason: string;
}

function ownerOf(text: string): { user: string } | { team: string } | null {
  if (text === NOBODY) return null;
  const value = text.slice(text.indexOf(':') + 1);
  return text.startsWith('team:') ? { team: value } : { user: value };
}

/** Something that is to be done after an incident: writing it down, or what became of it. */
export function ItemDialog({
  incident,
  item,
  onClose,
}: {
  /** `INC-17` */
  incident: string;
  /** null = a new one */
  item: ActionItem | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('action-item.changed');
  const form = useForm<Values>({
    initialValues: {
      title: item?.title ?? '',
      owner: item?.owner ? SAME : NOBODY,
      due: item?.due ?? '',
      link: item?.link ?? '',
      state: item?.state ?? 'open',
      reason: item?.reason ?? '',
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('problems:field.required') : null),
      reason: (reason, { state }) =>
        state === 'dropped' && reason.trim() === '' ? t('reviews:item.reasonNeeded') : null,
    },
  });
  // The same text sent again is the same item: an answer that was lost must not write it down twice.
  const [key] = useState(() => randomId());
  const submit = useSubmit({
    setErrors: ({ 'owner.user': user, 'owner.team': team, ...errors }) =>
      form.setErrors({ ...errors, ...((user ?? team) ? { owner: user ?? team } : {}) }),
  });
  const send = async (values: Values): Promise<void> => {
    const { title, owner, due, link, state, reason } = values;
    const said = {
      title: title.trim(),
      ...(owner === SAME ? {} : { owner: ownerOf(owner) }),
      due: due || null,
      link: link.trim() || null,
    };
    await write(
      () =>
        item === null
          ? client.POST('/incidents/{id}/action-items', {
              params: { path: { id: incident }, header: { 'Idempotency-Key': key } },
              body: { ...said, owner: owner === SAME ? null : ownerOf(owner) },
            })
          : client.PUT('/action-items/{id}', {
              params: { path: { id: item.id }, header: { 'If-Match': etag(item.version) } },
              body: { ...said, state, reason: reason.trim() || null },
            }),
      { say: t('reviews:item.kept') },
    );
    onClose();
  };
  const { state } = form.values;
  return (
    <Dialog
      title={t(item === null ? 'reviews:item.new' : 'reviews:item.change', { incident })}
      onClose={onClose}
    >
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit((values) => void submit.run(() => send(values)))}
        onCancel={onClose}
        action={t('common:save')}
      >
        <TextInput
          label={t('reviews:item.title')}
          maxLength={300}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <OwnerField owner={item?.owner ?? null} field={form.getInputProps('owner')} />
        <TextInput type="date" label={t('reviews:item.due')} {...form.getInputProps('due')} />
        <TextInput
          type="url"
          label={t('reviews:item.link')}
          description={t('reviews:item.linkHint')}
          maxLength={2000}
          {...form.getInputProps('link')}
        />
        {item !== null && (
          <NativeSelect
            label={t('reviews:item.state')}
            data={ACTION_ITEM_STATES.map((value) => ({
              value,
              label: t(`reviews:itemState.${value}`),
            }))}
            {...form.getInputProps('state')}
          />
        )}
        {state !== 'open' && (
          <Textarea
            label={t('reviews:item.reason')}
            withAsterisk={state === 'dropped'}
            autosize
            minRows={2}
            maxLength={2000}
            {...form.getInputProps('reason')}
          />
        )}
      </FormShell>
    </Dialog>
  );
}

/** Who sees to it: somebody who is known, a team, nobody yet, or whoever does already. */
function OwnerField({
  owner,
  field,
}: {
  owner: ActionItem['owner'];
  field: ComponentProps<typeof NativeSelect>;
}): ReactElement {
  const t = useT();
  const people = useKnownPeople();
  const teams = useQuery({ ...allTeams(null), enabled: useCan('team:read') }).data ?? [];
  return (
    <NativeSelect
      label={t('reviews:item.owner')}
      description={t('reviews:item.ownerHint')}
      {...field}
    >
      {owner && <option value={SAME}>{owner.name}</option>}
      <option value={NOBODY}>{t('reviews:item.nobody')}</option>
      <optgroup label={t('reviews:item.people')}>
        {people.map(({ email, name }) => (
          <option key={email} value={`user:${email}`}>
            {name}
          </option>
        ))}
      </optgroup>
      {teams.length > 0 && (
        <optgroup label={t('reviews:item.teams')}>
          {teams.map(({ slug, name }) => (
            <option key={slug} value={`team:${slug}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </NativeSelect>
  );
}
