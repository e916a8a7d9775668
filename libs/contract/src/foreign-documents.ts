/** What others call their promises, and what a document of theirs would have to become. */
interface Format {
  readonly name: string;
  readonly is: (head: Head) => boolean;
  readonly instead: string;
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly version: string;
}

const FORMATS: readonly Format[] = [
  {
    name: 'Sloth',
    is: ({ apiVersion, version }) =>
      version.startsWith('prometheus/') || apiVersion.startsWith('sloth.slok.dev/'),
    instead:
      'one document for each of its SLOs: objective as spec.target in quotes, and of error_query and total_query the selectors alone, without sum, rate and window, as spec.indicator.ratio.bad and total',
  },
  {
    name: 'Pyrra',
    is: ({ apiVersion }) => apiVersion.startsWith('pyrra.dev/'),
    instead:
      'target as spec.target, window as spec.window.rolling, and indicator.ratio.errors.metric and total.metric as spec.indicator.ratio.bad and total; of indicator.latency the base name of the histogram, with the boundary of success as a threshold',
  },
  {
    name: 'OpenSLO',
    is: ({ apiVersion }) => /^openslo(?:\.com)?\//.test(apiVersion),
    instead:
      'target times 100 as spec.target in quotes, the duration of timeWindow as spec.window.rolling, and of the queries of ratioMetric the selectors alone as spec.indicator.ratio.total with good or bad',
  },
];

function headOf(document: unknown): Head {
  const of = (name: string): string => {
    const value: unknown =
      typeof document === 'object' && document !== null && Object.hasOwn(document, name)
        ? (document as Record<string, unknown>)[name]
        : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { apiVersion: of('apiVersion'), kind: of('kind'), version: of('version') };
}

/**
 * Whether a document is one of Sloth, Pyrra or OpenSLO, which Leitstand does not read.
 * @param document as it was read from YAML or JSON; it may be anything
 * @returns what it is, and what to write instead, as one sentence in English; null for any other document
 */
export function foreignDocument(document: unknown): string | null {
  const head = headOf(document);
  const format = FORMATS.find(({ is }) => is(head));
  if (!format) return null;
  const said = [head.apiVersion || head.version, head.kind].filter(Boolean).join(' ');
  return `This is a document of ${format.name} (${said}), which Leitstand does not read. Write kind: SLO with apiVersion: leitstand/v1 instead: ${format.instead}.`;
}
