import { inflateSync } from 'node:zlib';

/**
 * For tests: the text of a PDF that pdfkit made, as a reader would find it. Every font of ours is
 * subset with a table of its glyphs' characters (ToUnicode, ISO 32000-1, 9.10.3); there is one font.
 */
export function pdfText(pdf: Uint8Array): string {
  const streams = streamsOf(Buffer.from(pdf));
  const characters = new Map<number, string>();
  for (const stream of streams.filter((one) => one.includes('beginbfrange'))) {
    for (const [, first = '', list = ''] of stream.matchAll(/<(\w+)> <\w+> \[([^\]]+)\]/gu)) {
      const glyphs = list.match(/\w+/gu) ?? [];
      glyphs.forEach((hex, at) => characters.set(parseInt(first, 16) + at, fromUtf16(hex)));
    }
  }
  return streams
    .filter((one) => / Tf\b/u.test(one))
    .map((page) => textOf(page, characters))
    .join('\n');
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('\nstream\n', from)) {
    const start = pdf.indexOf('stream\n', from) + 'stream\n'.length;
    const end = pdf.indexOf('\nendstream', start);
    try {
      streams.push(inflateSync(pdf.subarray(start, end)).toString('latin1'));
    } catch {
      // not compressed, such as an image
    }
    from = end;
  }
  return streams;
}

/** Each line of a page: the hexadecimal strings of one TJ operator, two bytes a glyph. */
function textOf(page: string, characters: ReadonlyMap<number, string>): string {
  return [...page.matchAll(/\[([^\]]*)\] TJ/gu)]
    .map(([, shown = '']) =>
      [...shown.matchAll(/<(\w+)>/gu)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/gu) ?? [])
        .map((glyph) => characters.get(parseInt(glyph, 16)) ?? '')
        .join(''),
    )
    .join('\n');
}

function fromUtf16(hex: string): string {
  const units = hex.match(/.{4}/gu) ?? [];
  return String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
}
