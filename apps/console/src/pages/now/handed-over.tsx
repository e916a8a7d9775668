import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ownHandovers } from '../../api/oncall-queries.js';
import { HandoverNote } from '../../components/oncall/handover-note.js';
import { TakeHandover } from '../../components/oncall/take-handover.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import classes from './now.module.css';

/** Notes that wait for me, left on schedules by which I am on call; nothing where none does. */
export function HandedOver(): ReactElement | null {
  const t = useT();
  const notes = useQuery(ownHandovers).data?.items ?? [];
  if (notes.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="handed-over">
      <h2 id="handed-over" className={classes.heading}>
        {t('oncall:handover.forYou')}
      </h2>
      {notes.map((note) => (
        <div key={note.id}>
          <h3>
            <AppLink to={paths.schedule(note.schedule.slug)} className="ls-link">
              {note.schedule.name}
            </AppLink>
          </h3>
          <HandoverNote note={note}>
            <TakeHandover note={note} />
          </HandoverNote>
        </div>
      ))}
    </section>
  );
}
