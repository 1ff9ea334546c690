/** Helpers that look at rendered HTML as a mail program would; enough for HTML that hono/jsx wrote, and no more. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (all, name: string) => entities[name] ?? all);

const withoutComments = (html: string): string => html.replace(/<!--.*?-->/gs, '');

/** Text that is read, tags as they stand: a `<br>` alone puts no space. */
export const textOf = (html: string): string =>
  unescaped(
    withoutComments(html)
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();

/** The words of the mail, cells and paragraphs apart. */
export const wordsOf = (html: string): string[] =>
  textOf(html.replace(/<(?:p|td|h1|h2|br)\b/g, ' $&')).split(' ');

export const linksOf = (html: string): { readonly url: string; readonly text: string }[] =>
  [...html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, url = '', inner = '']) => ({
    url: unescaped(url),
    text: textOf(inner),
  }));

export const tagsOf = (html: string): Set<string> =>
  new Set([...withoutComments(html).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag));

/** Names of all attributes: a value that breaks out of its quotation marks would add one. */
export const attributesOf = (html: string): Set<string> =>
  new Set(
    [...withoutComments(html).matchAll(/<[a-z][a-z0-9]*((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(
      ([, attributes = '']) =>
        attributes
          .replace(/="[^"]*"/g, '')
          .split(/\s+/)
          .filter(Boolean),
    ),
  );

type Ground = { readonly tag: string; readonly colour: string; readonly ground: string };

/** Every pair of text colour and ground on which a text stands. */
export function colourPairs(html: string): { readonly colour: string; readonly ground: string }[] {
  const body = withoutComments(html.slice(html.indexOf('<body')));
  const stack: Ground[] = [{ tag: '', colour: '#000000', ground: '#ffffff' }];
  const pairs = new Map<string, { colour: string; ground: string }>();
  for (const [, close, tag, attributes = '', text] of body.matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g,
  )) {
    const top = stack.at(-1) ?? { tag: '', colour: '', ground: '' };
    if (text !== undefined) {
      if (text.trim() !== '') pairs.set(`${top.colour} ${top.ground}`, top);
    } else if (close === '/') {
      stack.pop();
    } else if (tag !== undefined && !/^(?:br|col|meta)$/.test(tag)) {
      stack.push({
        tag,
        colour: /[";]color:(#[0-9a-f]{6})/.exec(attributes)?.[1] ?? top.colour,
        ground: /bgcolor="(#[0-9a-f]{6})"/.exec(attributes)?.[1] ?? top.ground,
      });
    }
  }
  return [...pairs.values()].map(({ colour, ground }) => ({ colour, ground }));
}

type Rgb = readonly [number, number, number];

export const rgb = (colour: string): Rgb => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];

/** Each channel turned round. */
export const inverted = ([r, g, b]: Rgb): Rgb => [255 - r, 255 - g, 255 - b];

/** Lightness turned round and the hue kept, as dark modes do it that want to spare brand colours. */
export const lightnessInverted = ([r, g, b]: Rgb): Rgb => {
  const shift = 255 - Math.max(r, g, b) - Math.min(r, g, b);
  return [r + shift, g + shift, b + shift];
};

/** Contrast of WCAG 2, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
