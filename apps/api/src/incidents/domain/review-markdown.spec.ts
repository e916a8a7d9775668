import { describe, expect, it } from '@jest/globals';
import { marked } from 'marked';
import { minutes, noon } from './incident-examples.js';
import { durationText, reviewMarkdown, type WrittenReview } from './review-markdown.js';
import { ENTRY_WORDS, REVIEW_WORDS } from './review-words.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna | <i>' } as const;
const bare: WrittenReview = {
  name: 'INC-17',
  title: 'Shop *burns*',
  state: 'draft',
  edition: null,
  sections: {
    summary: '',
    impact: '',
    causes: '',
    wentWell: '',
    wentWrong: '',
    lessons: '',
    notes: '',
  },
  facts: {
    severity: 'page',
    class: 'page',
    automatic: null,
    resolvedBy: null,
    subjects: [],
    team: null,
    slos: [],
    times: {
      startedAt: noon,
      detectedAt: minutes(1),
      pagedAt: null,
      acknowledgedAt: null,
      resolvedAt: null,
      detect: null,
      acknowledge: null,
      resolve: null,
    },
    people: [],
    merged: [],
    pinned: [],
    names: [],
  },
  items: [],
};
const english = { locale: 'en', timeZone: 'Europe/Berlin' } as const;
const german = { ...english, locale: 'de' } as const;
const note = (data: object, kind = 'noted') => ({
  incident: 'INC-17',
  seq: 1,
  at: noon,
  kind,
  actor: anna,
  data: { ...data },
});

describe('a review as Markdown', () => {
  it('says of nothing more than is known', () => {
    const text = reviewMarkdown(bare, english);
    expect(text).toMatch(/^# Review of INC-17: Shop \\\*burns\\\*\n\n\*Draft\*\n/);
    for (const row of [
      '| Services | not known |',
      '| Team | not known |',
      '| Began | 02/03/2026, 13:00 CET (12:00 UTC) |',
      '| First page | never |',
      '| First acknowledged | never |',
      '| Resolved | not yet |',
      '| Time to detect (MTTD) | not known |',
    ])
      expect(text).toContain(row);
    expect(text.match(/\*Not written yet\.\*/g)).toHaveLength(6);
    expect(text).toContain('*No entry of the timeline is pinned.*');
    expect(text).not.toContain('## Notes');
  });

  it('says what is known, in the language of the reader', () => {
    const spent = { share: 0.1234, bad: 12, good: 1188, coverage: 0.5 };
    const person = {
      roles: ['scribe'],
      asked: 'accepted',
      acknowledged: true,
      resolved: true,
    } as const;
    const facts = {
      ...bare.facts,
      automatic: false,
      resolvedBy: anna,
      team: 'Pay_ments',
      subjects: [{ slug: 'shop', name: null }],
      slos: [
        { slug: 'shop-availability', name: 'Shop answers', spent },
        { slug: 'gone', name: null, spent: null },
      ],
      times: { ...bare.facts.times, resolvedAt: minutes(20), resolve: 1200 },
      people: [{ ...person, name: 'Ben', notes: 2 }],
      merged: ['INC-18'],
    };
    const text = reviewMarkdown({ ...bare, facts }, german);
    for (const row of [
      '| Team | Pay\\_ments |',
      '| Dienste | shop |',
      '| Behoben | 02.03.2026, 13:20 MEZ (12:20 UTC) (von Anna \\| &lt;i&gt;) |',
      '| Zeit bis zur Behebung (MTTR) | 20 min |',
      '| Darin aufgegangen | INC-18 |',
      '| Shop answers | 12,3\u00a0% (50\u00a0% der Zeit gemessen) | 12 / 1.200 |',
      '| gone | nicht bekannt | nicht bekannt |',
      '| Ben | Protokoll | hat geholfen, wie erbeten, quittiert, behoben, 2 Notizen |',
    ])
      expect(text).toContain(row);
  });

  it('says what was pinned in order, with what people wrote', () => {
    const pinned = [
      note({ text: 'Rolled *back*' }),
      note({ role: 'scribe', people: [{ user: 'u-2' }] }, 'role.handed'),
      note({ count: 2, alerts: [{ name: 'A' }, { name: 'A' }] }, 'triggered'),
      { ...note({}, 'of.the.future'), incident: 'INC-18' },
    ];
    const facts = { ...bare.facts, pinned, names: [{ id: 'u-2', name: 'Ben' }] };
    const lines = reviewMarkdown({ ...bare, facts }, english)
      .split('\n')
      .filter((line) => line.startsWith('- '));
    const at = '- 02/03/2026, 13:00 CET (12:00 UTC)';
    expect(lines).toEqual([
      `${at}, Anna \\| &lt;i&gt;: Note: Rolled \\*back\\*`,
      `${at}, Anna \\| &lt;i&gt;: Role handed over: Ben \\(scribe\\)`,
      `${at}, Anna \\| &lt;i&gt;: Triggered by alerts \\(A\\)`,
      `${at} (INC-18), Anna \\| &lt;i&gt;: of.the.future`,
    ]);
  });

  it('says which edition it is, and lists what is to be done with its link', () => {
    const item = {
      id: 'a',
      number: 1,
      incidentId: 'i-1',
      territory: 'DE',
      title: 'Lock [it]',
      owner: { kind: 'user', id: 'u-2', name: 'Ben' },
      due: '2026-03-01',
      link: 'https://a.example/x)|<y>?a=`b`&c=_d_',
      state: 'open',
      reason: null,
      createdBy: anna,
      createdAt: noon,
      closedAt: null,
      version: 1,
      updatedAt: noon,
    } as const;
    const edition = { edition: 2, publishedBy: anna, publishedAt: noon };
    const dropped = {
      ...item,
      owner: null,
      due: null,
      link: null,
      state: 'dropped',
      reason: 'G|one',
    } as const;
    const text = reviewMarkdown(
      {
        ...bare,
        state: 'published',
        edition,
        items: [
          { item, isOverdue: true },
          { item: dropped, isOverdue: false },
        ],
      },
      english,
    );
    expect(text).toContain(
      '*Edition 2, published by Anna \\| &lt;i&gt;, 02/03/2026, 13:00 CET (12:00 UTC)*',
    );
    expect(text).toContain('| Ben | 2026-03-01 (overdue) | open |');
    expect(text).toContain('| Lock \\[it\\] | not known | none | dropped: G\\|one |');
    const html = marked.parse(text, { async: false });
    expect([...html.matchAll(/<a href="([^"]*)"/g)].map(([, to]) => to)).toEqual([
      'https://a.example/x%29%7C%3Cy%3E?a=%60b%60&amp;c=_d_',
    ]);
    expect(html).not.toMatch(/<(?:i|b|script)\b/);
  });

  it('has the same words in both languages', () => {
    expect(Object.keys(ENTRY_WORDS.de)).toEqual(Object.keys(ENTRY_WORDS.en));
    expect(Object.keys(REVIEW_WORDS.de)).toEqual(Object.keys(REVIEW_WORDS.en));
  });
});

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [61, '1 min 1 s'],
    [3600, '1 h'],
    [5025, '1 h 23 min'],
    [90_000, '1 d 1 h'],
    [86_401, '1 d'],
  ])('%d s is %s', (seconds, text) => {
    expect(durationText(seconds, { locale: 'en' })).toBe(text);
  });
});
