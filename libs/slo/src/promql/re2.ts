import { RE2JS, RE2JSException } from 're2js';

/** Categories and scripts that Go 1.19 knows, with which Prometheus 2.42 is built: Unicode 13. RE2JS knows newer ones. */
const CLASSES = new Set(
  (
    'Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So ' +
    'Z Zl Zp Zs ' +
    'Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak ' +
    'Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian ' +
    'Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot ' +
    'Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan ' +
    'Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi ' +
    'Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic ' +
    'Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana ' +
    'Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu ' +
    'Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi ' +
    'Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi ' +
    'Mongolian Mro Multani Myanmar Nabataean Nandinagari New_Tai_Lue Newa Nko Nushu ' +
    'Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian ' +
    'Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Oriya Osage Osmanya ' +
    'Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic ' +
    'Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng ' +
    'Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri ' +
    'Tamil Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Ugaritic Vai Wancho Warang_Citi ' +
    'Yezidi Zanabazar_Square'
  ).split(' '),
);
/** What has to be looked at in a pattern: quoted text and escapes, lest their second half be taken for something else. */
const PIECE =
  /\\Q(?:(?!\\E)[^])*|\\[pP]\{\^?([^}]*)\}|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?</gu;
const PIECE_IN_CLASS = /\\[pP]\{\^?([^}]*)\}|\\[^]/gu;

/** What RE2JS takes and the Go of Prometheus 2.42 does not. */
function tooNew(pattern: string): string | undefined {
  for (const [piece, name] of pattern.matchAll(PIECE)) {
    if (piece === '(?<') return 'invalid or unsupported Perl syntax: `(?<`; write (?P<name>…)';
    const names = piece.startsWith('[')
      ? Array.from(piece.matchAll(PIECE_IN_CLASS), ([, inner]) => inner)
      : [name];
    const unknown = names.find((one) => one !== undefined && !CLASSES.has(one));
    if (unknown !== undefined) return `invalid character class range: \`\\p{${unknown}}\``;
  }
  return undefined;
}

function compiled(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (fault) {
    if (!(fault instanceof RE2JSException)) throw fault;
    return fault.message.replace('error parsing regexp: ', '');
  }
}

/** Prometheus matches whole values. */
function whole(pattern: string): string {
  return `^(?:${pattern})$`;
}

/** A text is read several times in one request, and pages ask for the same expressions again: what was said of a pattern is kept. */
class Kept<T> {
  private readonly known = new Map<string, T>();
  private characters = 0;

  /** @param most characters of patterns, together */
  constructor(private readonly most: number) {}

  of(pattern: string, find: (pattern: string) => T): T {
    if (this.known.has(pattern)) return this.known.get(pattern) as T;
    const found = find(pattern);
    this.characters += pattern.length + 1;
    if (this.characters > this.most) {
      this.known.clear();
      this.characters = pattern.length + 1;
    }
    this.known.set(pattern, found);
    return found;
  }
}

const faults = new Kept<string | undefined>(200_000);
/** The last pattern alone: whoever asks whether texts match does so for many in a row, and a program is large. */
let last: { readonly pattern: string; readonly program: RE2JS | string } | null = null;

function programOf(pattern: string): RE2JS | string {
  if (last?.pattern !== pattern) last = { pattern, program: compiled(whole(pattern)) };
  return last.program;
}

/** Why RE2 would not compile a pattern, alone (`a)(b`) and as Prometheus anchors it (`\\Qa`); undefined if it would. */
export function compileFault(pattern: string): string | undefined {
  return faults.of(pattern, (one) => {
    const fault = [compiled(one), programOf(one)].find((said) => typeof said === 'string');
    return fault ?? tooNew(one);
  });
}

/** Whether a pattern matches a text as a whole. */
export function matchesText(pattern: string, text: string): boolean {
  const program = programOf(pattern);
  return typeof program !== 'string' && program.matches(text);
}
