/** A piece of a mail's text, and where it leads. */
export interface TextPart {
  readonly text: string;
  /** null: nowhere */
  readonly href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g;

/**
 * Parts the text of a mail into words and addresses. Only addresses of this instance lead anywhere: a mail may quote what others wrote.
 * @param origin of this instance, as `location.origin` has it
 */
export function linksIn(text: string, origin: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    const own = URL.canParse(address) && new URL(address).origin === origin;
    parts.push({ text: address, href: own ? address : null });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
