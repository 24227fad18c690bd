import { type Fields, fields, isFields, list, type Report, text, whole } from './report.ts';

const TOGETHER = 6000;

/** Embeds of one message: at most ten, 6000 characters over all. */
export function embeds(report: Report, value: unknown): void {
  let sum = 0;
  list(report, value, 10, (at, embed) => {
    sum += checkEmbed(at, embed);
  });
  report.check(sum <= TOGETHER, `have ${sum} characters together, at most ${TOGETHER}`);
}

/** @returns how many characters count */
function checkEmbed(report: Report, value: unknown): number {
  // What a sender may set; type, provider, video and sizes of pictures are Discord's own.
  const embed = fields(report, value, [
    'title',
    'description',
    'url',
    'timestamp',
    'color',
    'footer',
    'image',
    'thumbnail',
    'author',
    'fields',
  ]);
  const counted: unknown[] = [embed['title'], embed['description']];
  optional(embed, 'title', (title) => text(report.in('title'), title, 1, 256));
  optional(embed, 'description', (description) => text(report.in('description'), description, 1, 4096));
  optional(embed, 'color', (color) => whole(report.in('color'), color, 0, 0xffffff));
  optional(embed, 'url', (url) => webAddress(report.in('url'), url));
  optional(embed, 'timestamp', (time) =>
    report.in('timestamp').check(!Number.isNaN(Date.parse(String(time))), 'is no time'),
  );
  optional(embed, 'footer', (value) => {
    const footer = fields(report.in('footer'), value, ['text', 'icon_url']);
    text(report.in('footer.text'), footer['text'], 1, 2048);
    counted.push(footer['text']);
  });
  optional(embed, 'author', (value) => {
    const author = fields(report.in('author'), value, ['name', 'url', 'icon_url']);
    text(report.in('author.name'), author['name'], 1, 256);
    counted.push(author['name']);
  });
  optional(embed, 'fields', (value) =>
    list(report.in('fields'), value, 25, (at, item) => {
      const field = fields(at, item, ['name', 'value', 'inline']);
      text(at.in('name'), field['name'], 1, 256);
      text(at.in('value'), field['value'], 1, 1024);
      counted.push(field['name'], field['value']);
    }),
  );
  for (const kind of ['image', 'thumbnail']) {
    optional(embed, kind, (value) => webAddress(report.in(kind), isFields(value) ? value['url'] : value));
  }
  report.check(
    Object.keys(embed).some((key) => key !== 'color' && key !== 'timestamp'),
    'has nothing in it',
  );
  return counted.reduce<number>((total, part) => total + (typeof part === 'string' ? part.length : 0), 0);
}

function optional(embed: Fields, key: string, check: (value: unknown) => void): void {
  const value = embed[key];
  if (value !== undefined && value !== null) check(value);
}

function webAddress(report: Report, value: unknown): void {
  const fits = typeof value === 'string' && /^(https?:\/\/[^\s/]+\.|attachment:\/\/)/.test(value);
  report.check(fits, `${JSON.stringify(value)} is no address that Discord can fetch`);
}
