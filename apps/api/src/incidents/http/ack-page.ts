import { clockFor, timeFor, type Reader } from '../../platform/kernel/reader.js';
import { incidentContent, type ToldBesides } from '../domain/incident-content.js';
import {
  ACKNOWLEDGE_TIMEOUT_MS,
  acknowledgedUntil,
  isOpenIncident,
  nameOf,
  presentSnooze,
  type Incident,
} from '../domain/incident.js';
import type { Overtaken } from '../domain/link-round.js';

/** What the page of an acknowledgement is made of. */
export interface AckPage extends Reader {
  readonly incident: Incident;
  /** the name of what the mail was about, where that turned out to be `incident`; else null */
  readonly sentFor: string | null;
  /** what the mail says, too */
  readonly told: ToldBesides;
  readonly token: string;
  readonly nonce: string;
  readonly now: Date;
  /** what came after the link, where nobody has the incident: it takes nothing on */
  readonly overtaken: Overtaken | null;
  /** the button is to be pressed once more */
  readonly again: boolean;
}

const TIMEOUT_MINUTES = ACKNOWLEDGE_TIMEOUT_MS / 60_000;
const WORDS = {
  de: {
    sample: 'Beispiel',
    acknowledge: 'Quittieren',
    merged: (sent: string, into: string) =>
      `Diese E-Mail handelte von ${sent}. Das war derselbe Vorfall wie ${into}: Sie quittieren hier ${into}.`,
    meaning: 'Sie kümmern sich um den Vorfall.',
    lapses: `Ist er in ${TIMEOUT_MINUTES} Minuten nicht behoben, werden Sie wieder alarmiert, danach die Nächsten.`,
    until: (at: string) =>
      `Das gilt bis ${at}. Ist der Vorfall dann nicht behoben, wird wieder alarmiert: zuerst wer quittiert hat, danach die Nächsten.`,
    again: 'Es ist noch nichts geschehen. Bitte drücken Sie noch einmal.',
    taken: (who: string, at: string) => `${who} hat am ${at} quittiert.`,
    resolved: (who: string, at: string) => `Behoben am ${at} durch ${who}.`,
    console: 'In der Konsole öffnen',
    toConsole: 'In der Konsole quittieren',
    wakes: 'Zurückgestellt ist er dann nicht mehr.',
    overtaken: {
      acknowledged:
        'Diese E-Mail nimmt den Vorfall nicht mehr an: Nach ihr wurde er quittiert, und jetzt hat ihn niemand mehr.',
      reopened:
        'Diese E-Mail nimmt den Vorfall nicht mehr an: Nach ihr war er behoben, und jetzt ist er wieder offen.',
      unmerged:
        'Diese E-Mail nimmt den Vorfall nicht mehr an: Nach ihr war er mit einem anderen zusammengeführt, und jetzt ist er wieder ein eigener.',
    },
    newest: 'Quittieren Sie mit der neuesten E-Mail oder in der Konsole.',
    asleep: 'Quittieren Sie in der Konsole.',
    asOf: (at: string) => `Stand ${at}.`,
    looks: 'Die Seite sieht alle 10 Sekunden nach.',
    look: 'Jetzt nachsehen',
    runbooks: 'Was zu tun ist',
    gone: 'Dieser Link gilt nicht mehr',
    garbled: 'Dieser Link ist unvollständig oder verändert',
    garbledText:
      'So hat ihn Leitstand nicht verschickt. Vielleicht wurde er beim Kopieren oder Umbrechen abgeschnitten: Öffnen Sie ihn in der E-Mail selbst, oder die Konsole.',
    goneText: 'Ein Link gilt 24 Stunden lang. In der Konsole steht, wie es um die Vorfälle steht.',
    failed: 'Das geht gerade nicht',
    failedText: 'Der Leitstand-Server ist gerade gestört.',
    unclear: 'Unklar, ob Ihre Quittierung angekommen ist. Sehen Sie gleich noch einmal nach.',
    retry: 'Noch einmal nachsehen',
  },
  en: {
    sample: 'Sample',
    acknowledge: 'Acknowledge',
    merged: (sent: string, into: string) =>
      `This mail was about ${sent}, which turned out to be ${into}: it is ${into} that you acknowledge here.`,
    meaning: 'You take the incident on.',
    lapses: `Unless it is resolved within ${TIMEOUT_MINUTES} minutes you are paged again, and others after you.`,
    until: (at: string) =>
      `That holds until ${at}. Unless the incident is resolved by then people are paged again: first who acknowledged, then others.`,
    again: 'Nothing has happened yet. Please press once more.',
    taken: (who: string, at: string) => `${who} acknowledged on ${at}.`,
    resolved: (who: string, at: string) => `Resolved on ${at} by ${who}.`,
    console: 'Open in the console',
    toConsole: 'Acknowledge in the console',
    wakes: 'It is not snoozed any more then.',
    overtaken: {
      acknowledged:
        'This mail does not take the incident on any more: after it, the incident was acknowledged, and nobody has it now.',
      reopened:
        'This mail does not take the incident on any more: after it, the incident was resolved, and it is open again now.',
      unmerged:
        'This mail does not take the incident on any more: after it, the incident was merged into another one, and it is one of its own again now.',
    },
    newest: 'Acknowledge by the newest mail or in the console.',
    asleep: 'Acknowledge in the console.',
    asOf: (at: string) => `As of ${at}.`,
    looks: 'The page looks again every 10 seconds.',
    look: 'Look now',
    runbooks: 'What to do',
    gone: 'This link is not valid any more',
    garbled: 'This link is incomplete or changed',
    garbledText:
      'Leitstand did not send it like this. It may have been cut when it was copied or wrapped: open it in the mail itself, or open the console.',
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
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p, ul { margin: 0 0 1rem; }
form { position: sticky; bottom: 0; background: Canvas; }
.quiet { font-size: .9375rem; }
.quiet a { padding: .25rem 0; }
ul { padding-left: 1.1rem; }
strong { display: block; margin: .75rem 0; }
button { width: 100%; min-height: 4rem; margin: .25rem 0 .75rem; border: 0; border-radius: .75rem; background: #1a5fb4; color: #fff; font: inherit; font-size: 1.25rem; font-weight: 600; }
button:focus-visible, a:focus-visible { outline: .2rem solid currentcolor; outline-offset: .2rem; }
a { display: inline-block; padding: .75rem 0; color: inherit; }
`;

/** An open page looks again so often, in seconds, by itself and without a script. */
const LOOKS_EVERY_S = 10;

/**
 * The page of a link: what it is about, the button, as long as there is something to press it for, and below it how things stand. The button
 * lies where a thumb finds it, however much there is to say.
 */
export function ackPage(page: AckPage): string {
  const { incident, told, locale, token, nonce } = page;
  const words = WORDS[locale];
  const { title, facts, path, moreRunbooks } = incidentContent(incident, told, page);
  const until = acknowledgedUntil(incident);
  const address = `/ack?token=${encodeURIComponent(token)}&opened=${encodeURIComponent(nonce)}`;
  const toConsole = page.overtaken ? words.toConsole : words.console;
  return document(
    locale,
    nameOf(incident),
    `<h1>${told.sample ? `[${words.sample}] ` : ''}${escaped(title)}</h1>
${mergedOf(page)}${actOf(page)}
${until === null ? '' : `<p>${escaped(words.until(timeFor(until, page, 'short')))}</p>`}
${page.overtaken ? `<p><a href="${escaped(path)}">${toConsole}</a></p>` : ''}
<ul>${facts.map((fact) => `<li>${escaped(fact)}</li>`).join('')}</ul>
<p class="quiet">${escaped(words.asOf(clockFor(page.now, page)))} ${isOpenIncident(incident) ? words.looks : ''} <a href="${escaped(address)}">${words.look}</a></p>
${runbooksOf(told.runbooks, words.runbooks)}
${moreRunbooks === null ? '' : `<p><a href="${escaped(path)}">${escaped(moreRunbooks)}</a></p>`}
${page.overtaken ? '' : `<p><a href="${escaped(path)}">${toConsole}</a></p>`}`,
    isOpenIncident(incident) ? address : null,
  );
}

/** That it is not the incident of which the mail spoke. */
function mergedOf({ incident, sentFor, locale }: AckPage): string {
  if (sentFor === null) return '';
  return `<p>${escaped(WORDS[locale].merged(sentFor, nameOf(incident)))}</p>\n`;
}

/** The button; or who has it, how it ended, or why it is not for this link to take. */
function actOf(page: AckPage): string {
  const { incident, token, nonce, again, overtaken } = page;
  const words = WORDS[page.locale];
  const said = stateOf(page);
  if (said !== null) return `<p role="status"><strong>${escaped(said)}</strong></p>`;
  const sleeps = presentSnooze(incident) !== null;
  // No mail with a link follows while nobody is paged.
  if (overtaken !== null)
    return `<p role="status"><strong>${words.overtaken[overtaken]} ${sleeps ? words.asleep : words.newest}</strong></p>`;
  return `${again ? `<p role="alert"><strong>${words.again}</strong></p>` : ''}
<form method="post" action="/ack?token=${encodeURIComponent(token)}">
<input type="hidden" name="token" value="${escaped(token)}">
<input type="hidden" name="nonce" value="${escaped(nonce)}">
<button type="submit">${words.acknowledge}</button>
</form>
<p>${words.meaning}${sleeps ? ` ${words.wakes}` : ''}${incident.class === 'page' ? ` ${words.lapses}` : ''}</p>`;
}

function runbooksOf(runbooks: readonly string[], title: string): string {
  if (runbooks.length === 0) return '';
  const items = runbooks.map((address) => {
    const shown = escaped(address);
    return `<li>Runbook: <a href="${shown}" rel="noreferrer">${shown}</a></li>`;
  });
  return `<h2>${title}</h2>
<ul>${items.join('')}</ul>`;
}

/** An attempt at which something of ours was unavailable. */
export interface FailedAttempt {
  readonly token: string;
  /** the button was pressed: whether it counted, nobody can know */
  readonly pressed: boolean;
}

/** The page where there is nothing to show. @param failed `gone`: not valid any more; `garbled`: none of ours; else it may be looked at again */
export function noAckPage(locale: 'de' | 'en', failed: FailedAttempt | 'gone' | 'garbled'): string {
  const words = WORDS[locale];
  if (typeof failed === 'string')
    return document(
      locale,
      words[failed],
      `<h1>${words[failed]}</h1>
<p>${words[`${failed}Text`]}</p>
<p><a href="/">${words.console}</a></p>`,
    );
  return document(
    locale,
    words.failed,
    `<h1>${words.failed}</h1>
<p>${words.failedText}${failed.pressed ? ` ${words.unclear}` : ''}</p>
<p><a href="/ack?token=${encodeURIComponent(failed.token)}">${words.retry}</a></p>
<p><a href="/">${words.console}</a></p>`,
  );
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

/** @param again where it looks again by itself; null = it does not */
function document(
  locale: 'de' | 'en',
  title: string,
  body: string,
  again: string | null = null,
): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">${again === null ? '' : `\n<meta http-equiv="refresh" content="${LOOKS_EVERY_S};url=${escaped(again)}">`}
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
