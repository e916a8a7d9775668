import { API_VERSION } from '../../catalog/domain/documents.js';

/** Who is paged about sample services: the first administrator, who would otherwise be told of nothing on a fresh instance. */
export interface SamplePerson {
  /** mail address of the account */
  readonly email: string;
  /** IANA name; null = none was chosen */
  readonly timeZone: string | null;
}

/** A territory and the sample services that are at home there, by slug. */
export interface SampleServices {
  readonly territory: string;
  readonly subjects: readonly string[];
}

const LABELS = { sample: 'true' };
const DELAY = '5m';

/**
 * The documents of the sample rota: in each territory with sample services a week-long rotation of one person, and a policy that pages whoever
 * is on call.
 * @param monday local date on which the first week begins, `2026-03-02`
 */
export function samplePagingDocuments(
  { email, timeZone }: SamplePerson,
  services: readonly SampleServices[],
  monday: string,
): object[] {
  return services
    .filter(({ subjects }) => subjects.length > 0)
    .flatMap(({ territory, subjects }) => {
      const name = `sample-${territory.toLowerCase()}`;
      const metadata = (displayName: string) => ({ name, displayName, labels: LABELS });
      const rotation = { turn: 'weekly', handoff: '09:00', anchor: monday, members: [email] };
      return [
        {
          apiVersion: API_VERSION,
          kind: 'Schedule',
          metadata: metadata(`Sample rota ${territory}`),
          spec: {
            territory,
            timeZone: timeZone ?? 'UTC',
            layers: [{ name: 'Weekly', rotation }],
          },
        },
        {
          apiVersion: API_VERSION,
          kind: 'EscalationPolicy',
          metadata: metadata(`Sample policy ${territory}`),
          spec: {
            territory,
            serves: { subjects },
            steps: [{ delay: DELAY, targets: [{ schedule: name }] }],
            repeat: 2,
            fallback: { user: email },
          },
        },
      ];
    });
}

/** The Monday of the week before `now`, so that a weekly rotation is under way. @returns local date, `2026-03-02` */
export function mondayBefore(now: Date): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) - 7);
  return day.toISOString().slice(0, 10);
}
