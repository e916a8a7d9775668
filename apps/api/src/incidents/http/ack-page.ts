import { timeFor, type Reader } from '../../platform/kernel/reader.js';
import { incidentContent, type ToldBesides } from '../domain/incident-content.js';
import {
  ACKNOWLEDGE_TIMEOUT_MS,
  acknowledgedUntil,
  nameOf,
  type Incident,
} from '../domain/incident.js';

/** What the page of an acknowledgement is made of. */
export interface AckPage extends Reader {
  readonly incident: Incident;
  /** what the mail says, too */
  readonly told: ToldBesides;
  readonly token: string;
  readonly nonce: string;
  readonly now: Date;
  /** the button is to be pressed once more */
  readonly again: boolean;
}

const TIMEOUT_MINUTES = ACKNOWLEDGE_TIMEOUT_MS / 60_000;
const WORDS = {
  de: {
    sample: 'Beispiel',
    acknowledge: 'Quittieren',
    meaning: 'Sie kümmern sich um den Vorfall.',
    lapses: `Ist er in ${TIMEOUT_MINUTES} Minuten nicht behoben, werden Sie wieder alarmiert, danach die Nächsten.`,
    until: (at: string) =>
      `Das gilt bis ${at}. Ist der Vorfall dann nicht behoben, wird wieder alarmiert: zuerst wer quittiert hat, danach die Nächsten.`,
    again: 'Es ist noch nichts geschehen. Bitte drücken Sie noch einmal.',
    taken: (who: string, at: string) => `${who} hat am ${at} quittiert.`,
    resolved: (who: string, at: string) => `Behoben am ${at} durch ${who}.`,
    console: 'In der Konsole öffnen',
    gone: 'Dieser Link gilt nicht mehr',
    goneText: 'Ein Link gilt 24 Stunden lang. In der Konsole steht, wie es um die Vorfälle steht.',
    failed: 'Das geht gerade nicht',
    failedText: 'Der Leitstand-Server ist gerade gestört.',
    unclear: 'Unklar, ob Ihre Quittierung angekommen ist. Sehen Sie gleich noch einmal nach.',
    retry: 'Noch einmal nachsehen',
  },
  en: {
    sample: 'Sample',
    acknowledge: 'Acknowledge',
    meaning: 'You take the incident on.',
    lapses: `Unless it is resolved within ${TIMEOUT_MINUTES} minutes you are paged again, and others after you.`,
    until: (at: string) =>
      `That holds until ${at}. Unless the incident is resolved by then people are paged again: first who acknowledged, then others.`,
    again: 'Nothing has happened yet. Please press once more.',
    taken: (who: string, at: string) => `${who} acknowledged on ${at}.`,
    resolved: (who: string, at: string) => `Resolved on ${at} by ${who}.`,
    console: 'Open in the console',
    gone: 'This link is not valid any more',
    goneText: 'A link is valid for 24 hours. The console says how incidents stand.',
    failed: 'That does not work right now',
    failedText: 'The Leitstand server is in trouble right now.',
    unclear: 'It is unclear whether your acknowledgement arrived. Look again in a moment.',
    retry: 'Look again',
  },
} as const;

/** Readable at night, with one thumb, without a script; the same letters as the rest of the device. */
const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 34rem; padding: 1.25rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .75rem; }
p, ul { margin: 0 0 1rem; }
ul { padding-left: 1.1rem; }
strong { display: block; margin: 1.25rem 0 1rem; }
button { width: 100%; min-height: 4rem; margin: 1rem 0 .75rem; border: 0; border-radius: .75rem; background: #1a5fb4; color: #fff; font: inherit; font-size: 1.25rem; font-weight: 600; }
button:focus-visible, a:focus-visible { outline: .2rem solid currentcolor; outline-offset: .2rem; }
a { display: inline-block; padding: .75rem 0; color: inherit; }
`;

/** The page of a link: what it is about, and the button, as long as there is something to press it for. */
export function ackPage(page: AckPage): string {
  const { incident, told, locale, token, nonce, again } = page;
  const words = WORDS[locale];
  const { title, lines, path } = incidentContent(incident, told, page);
  const form = `<form method="post" action="/ack?token=${encodeURIComponent(token)}">
<input type="hidden" name="token" value="${escaped(token)}">
<input type="hidden" name="nonce" value="${escaped(nonce)}">
<button type="submit">${words.acknowledge}</button>
</form>
<p>${words.meaning}${incident.class === 'page' ? ` ${words.lapses}` : ''}</p>`;
  const said = stateOf(page);
  const until = acknowledgedUntil(incident);
  return document(
    locale,
    nameOf(incident),
    `<h1>${told.sample ? `[${words.sample}] ` : ''}${escaped(title)}</h1>
<ul>${lines.map((line) => `<li>${linked(line, told.runbooks)}</li>`).join('')}</ul>
${again && said === null ? `<p role="alert"><strong>${words.again}</strong></p>` : ''}
${said === null ? form : `<p role="status"><strong>${escaped(said)}</strong></p>`}
${until === null ? '' : `<p>${escaped(words.until(timeFor(until, page, 'short')))}</p>`}
<p><a href="${escaped(path)}">${words.console}</a></p>`,
  );
}

/** An attempt at which something of ours was unavailable. */
export interface FailedAttempt {
  readonly token: string;
  /** the button was pressed: whether it counted, nobody can know */
  readonly pressed: boolean;
}

/** The page where there is nothing to show. @param failed null where the link is not valid; else it may be looked at again */
export function noAckPage(locale: 'de' | 'en', failed: FailedAttempt | null): string {
  const words = WORDS[locale];
  const [title, text] = failed ? [words.failed, words.failedText] : [words.gone, words.goneText];
  const again =
    failed && `<p><a href="/ack?token=${encodeURIComponent(failed.token)}">${words.retry}</a></p>`;
  return document(
    locale,
    title,
    `<h1>${title}</h1>
<p>${text}${failed?.pressed === true ? ` ${words.unclear}` : ''}</p>
${again ?? ''}
<p><a href="/">${words.console}</a></p>`,
  );
}

/** A line of text; the address of a runbook in it leads there. */
function linked(line: string, runbooks: readonly string[]): string {
  const address = runbooks.find((one) => line.endsWith(one));
  if (address === undefined) return escaped(line);
  const shown = escaped(address);
  return `${escaped(line.slice(0, -address.length))}<a href="${shown}" rel="noreferrer">${shown}</a>`;
}

/** Who has it, or how it ended; null while nobody has. */
function stateOf(page: AckPage): string | null {
  const { incident } = page;
  const words = WORDS[page.locale];
  const { state, acknowledgedBy, acknowledgedAt, resolvedBy, resolvedAt } = incident;
  if (state === 'resolved' && resolvedBy && resolvedAt)
    return words.resolved(resolvedBy.name, timeFor(resolvedAt, page, 'short'));
  if (state === 'acknowledged' && acknowledgedBy && acknowledgedAt)
    return words.taken(acknowledgedBy.name, timeFor(acknowledgedAt, page, 'short'));
  return null;
}

function document(locale: 'de' | 'en', title: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)} · Leitstand</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
