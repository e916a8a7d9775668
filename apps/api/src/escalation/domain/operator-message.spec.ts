import { describe, expect, it } from '@jest/globals';
import { operatorMessage, type OperatorNews } from './operator-message.js';
import type { PagerTrouble } from './watch-pager.js';

const NEWS: OperatorNews = {
  word: 'trouble',
  troubles: [{ code: 'late', seconds: 23.4 }],
  by: 'api',
  since: new Date('2026-03-02T11:30:00.200Z'),
  now: new Date('2026-03-02T12:00:05.900Z'),
  publicUrl: 'https://leitstand.example.org',
};

describe('what operators read', () => {
  it('says in both languages what is wrong, where to look, who wrote it and when it comes again', () => {
    const { subject, text } = operatorMessage(NEWS);
    expect(subject).toBe(
      'Leitstand may not be paging people / Leitstand alarmiert womöglich niemanden',
    );
    const [english, german] = text.split('\n---\n');
    for (const part of [english, german]) {
      expect(part).toContain('23 s');
      expect(part).toContain('https://leitstand.example.org/settings/instance\n');
      expect(part).toContain(
        'https://leitstand.example.org/runbooks/leitstand/leitstandpagerunhealthy\n',
      );
      expect(part).toContain('API');
      expect(part).toContain('2026-03-02 12:00:05 UTC');
      expect(part).toContain('30');
      expect(part).not.toContain('11:30');
    }
  });

  it.each<[string, OperatorNews['by'], PagerTrouble, string, string]>([
    ['a database', 'worker', { code: 'unreadable', seconds: 20 }, 'The database', 'Die Datenbank'],
    ['the worker', 'api', { code: 'silent', seconds: 61 }, 'The worker has', 'Vom Worker'],
    ['the API', 'worker', { code: 'silent', seconds: 61 }, 'The API has', 'Von der API'],
    [
      'the rules',
      'worker',
      { code: 'down', part: 'rules', seconds: 200 },
      'For 3 min Prometheus has had none of the rules of SLOs',
      'Prometheus hat seit 3 min keine der Regeln von SLOs',
    ],
    [
      'Prometheus',
      'api',
      { code: 'down', part: 'prometheus', seconds: 200 },
      'Prometheus has not',
      'Prometheus antwortet',
    ],
    [
      'Alertmanager',
      'api',
      { code: 'down', part: 'alertmanager', seconds: 200 },
      'Alertmanager has not',
      'Alertmanager antwortet',
    ],
  ])('names what is away: %s', (_, by, trouble, english, german) => {
    const { text } = operatorMessage({ ...NEWS, by, troubles: [trouble] });
    expect(text).toContain(english);
    expect(text).toContain(german);
  });

  it('says everything that is wrong at the same time', () => {
    const troubles: PagerTrouble[] = [
      { code: 'late', seconds: 30 },
      { code: 'silent', seconds: 70 },
    ];
    const { text } = operatorMessage({ ...NEWS, troubles });
    expect(text).toMatch(/due for 30 s.*\n.*silent for 70 s/);
  });

  it('says since when, where it goes on, and when it was, where it is over', () => {
    const still = operatorMessage({ ...NEWS, word: 'still' });
    expect(still.subject).toContain('still');
    expect(still.text).toContain('since about 2026-03-02 11:30:00 UTC');
    expect(still.text).toContain('etwa seit 2026-03-02 11:30:00 UTC');
    const over = operatorMessage({ ...NEWS, word: 'over', troubles: [] });
    expect(over.subject).toBe('Leitstand pages people again / Leitstand alarmiert wieder');
    expect(over.text).toContain('since about 2026-03-02 11:30:00 UTC is over');
    expect(over.text).not.toMatch(/30 min|30 Min/);
  });

  it.each([
    [119, '119 s'],
    [120, '2 min'],
    [7199, '2 h 0 min'],
    [28_800 + 1200, '8 h 20 min'],
  ])('says %d s as %s', (seconds, said) => {
    const { text } = operatorMessage({ ...NEWS, troubles: [{ code: 'late', seconds }] });
    expect(text).toContain(`due for ${said},`);
  });
});
