import { describe, expect, it } from '@jest/globals';
import { runbookAbout, runbookPage } from './runbook-page.js';

const TEXT = `# LeitstandBudgetBurnSlow

## Meaning
The objective named by the label \`slo\`, an SLO.

## Diagnosis
\`\`\`sh
leitstand slo get SLO
leitstand slo get SLO -o yaml
curl $LEITSTAND_URL/api/v1/slos/SLO/budget
\`\`\`
\`\`\`promql
leitstand:slo_bad:5m{slo="SLO"}
\`\`\`
See [another](leitstandnodata.md).
`;
const about = { slo: 'shop-availability', incident: 'INC-7' };

describe('a runbook as a page', () => {
  it('reached from an incident leads back, and is filled in for its SLO, in code alone', async () => {
    const html = await runbookPage(TEXT, 'en', about);
    expect(html).toContain('<a href="/incidents/INC-7">Back to INC-7</a>');
    expect(html).toContain('<a href="/slos/shop-availability">');
    expect(html).toContain('leitstand slo get shop-availability\n');
    expect(html).toContain('leitstand slo get shop-availability -o yaml');
    expect(html).toContain('/api/v1/slos/shop-availability/budget');
    expect(html).toContain('{slo=&quot;shop-availability&quot;}');
    expect(html).toContain('an SLO.');
    expect(html).toContain('href="leitstandnodata?slo=shop-availability&amp;incident=INC-7"');
    expect(html).toContain('filled in for the SLO shop-availability');
  });

  it('of nothing in particular leads to the console, and keeps its placeholders', async () => {
    const html = await runbookPage(TEXT);
    expect(html).toContain('<a href="/">Console</a>');
    expect(html).toContain('leitstand slo get SLO\n');
    expect(html).toContain('href="leitstandnodata"');
    expect(html).not.toMatch(/INC-|filled in/);
  });

  it('has a German frame for a German text', async () => {
    const html = await runbookPage(TEXT.replace('Meaning', 'Bedeutung'), 'de', about);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<h2>Bedeutung</h2>');
    expect(html).toContain('Zurück zu INC-7');
    expect(html).not.toContain('lang="en"');
  });

  it('has a headline that breaks between its words, and code that wraps', async () => {
    const html = await runbookPage(TEXT);
    expect(html).toContain('<h1>Leitstand<wbr>Budget<wbr>Burn<wbr>Slow</h1>');
    expect(html).toContain('white-space: pre-wrap');
  });

  it.each([
    [{ slo: '"><script>', incident: 'INC-7" onclick="x' }],
    [{ slo: ['a'], incident: ['INC-1'] }],
    [{ slo: '../../x', incident: '//evil.example' }],
    [{}],
  ])('takes nothing but names from its address: %j', (query) => {
    expect(runbookAbout(query)).toEqual({ slo: null, incident: null });
  });
});
