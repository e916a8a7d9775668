import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import form from '../ui/form.module.css';
import { moved } from '../util/moved.js';
import { ArrangeButtons } from './arrange-buttons.js';
import classes from './arrange.module.css';
import { PersonField } from './person-field.js';
import { blankMember } from './schedule-form-values.js';
import type { MemberValues } from './schedule-form-values.js';
import type { LayerFieldsProps } from './schedule-layer-props.js';
import { useKnownPeople } from './use-known-people.js';

/** Who takes turns in a layer, in their order. */
export function ScheduleMembers({
  layer,
  at,
  errors,
  focus,
  say,
  onChange,
}: LayerFieldsProps): ReactElement {
  const t = useT();
  const people = useKnownPeople();
  const { members } = layer;
  const set = (next: MemberValues[]): void => onChange({ ...layer, members: next });
  const number = at + 1;
  const move = ({ key }: MemberValues, from: number, to: number): void => {
    set(moved(members, from, to));
    say(t('schedules:members.moved', { from: from + 1, to: to + 1 }));
    focus(`${key}-member-${to < from ? 'up' : 'down'}`);
  };
  const add = (): void => {
    const member = blankMember();
    set([...members, member]);
    focus(member.key);
  };
  const words = (i: number) => ({ at: i + 1, layer: number });
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('schedules:members.legend')}</legend>
      {members.map((member, i) => (
        <div key={member.key} className={classes.wide}>
          <PersonField
            id={member.key}
            label={t('schedules:members.one', words(i))}
            value={member.email}
            people={people}
            error={errors[`layers.${at}.rotation.members.${i}`]}
            onChange={(email) => set(members.with(i, { ...member, email }))}
          />
          <ArrangeButtons
            id={`${member.key}-member`}
            at={i}
            count={members.length}
            labels={{
              up: t('schedules:members.up', words(i)),
              down: t('schedules:members.down', words(i)),
              remove: t('schedules:members.remove', words(i)),
            }}
            onMove={(to) => move(member, i, to)}
            onRemove={() => {
              set(members.toSpliced(i, 1));
              focus(`${layer.key}-add-member`);
            }}
          />
        </div>
      ))}
      <button id={`${layer.key}-add-member`} type="button" className={form.inline} onClick={add}>
        {t('schedules:members.add')}
      </button>
    </fieldset>
  );
}
