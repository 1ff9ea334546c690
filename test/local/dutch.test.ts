import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { createReviewApp } from '../../functions/review/review.tsx';
import { ownerChangeShape } from '../../infra/local/commands/shapes.ts';
import { ownerWords } from '../../infra/local/owner-words.ts';
import { policyWords } from '../../infra/local/policy-words.ts';
import type { Home } from '../../infra/local/services.ts';
import { createWebApp, reviewUrlOf } from '../../infra/local/web.tsx';
import { localWords } from '../../infra/local/words.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { pageCatalogueFor } from '../../shared/render/locales/pages.ts';
import { whyTextsFor } from '../../shared/render/locales/why.ts';
import { textOf } from '../render/html.ts';
import { inHome, smallZipFile, tempFolder, tempHome, woher } from './support.ts';

function texts(value: object): string[] {
  return Object.values(value).flatMap((inner) =>
    typeof inner === 'string' ? [inner] : typeof inner === 'object' && inner !== null ? texts(inner) : [],
  );
}

const textsIn = (locale: Locale): string[] =>
  texts([
    mailCatalogueFor(locale),
    pageCatalogueFor(locale),
    whyTextsFor(locale),
    localWords(locale),
    ownerWords(locale),
    policyWords(locale),
  ]);

/** What the other languages say and Dutch does not; short words may stand in any language. */
const foreign = locales
  .filter((locale) => locale !== 'nl')
  .flatMap(textsIn)
  .filter((text) => text.length >= 9 && !textsIn('nl').some((dutch) => dutch.includes(text)));

function expectDutch(text: string): void {
  expect(text).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  for (const words of foreign) expect(text).not.toContain(words);
}

/** A home whose owner reads Dutch and has imported the small export. */
async function dutchHome(): Promise<Home> {
  const home = await tempHome();
  const set = await inHome(home, 'owner-set', { id: 'me', locale: 'nl', zone: 'Europe/Amsterdam' });
  expect(set).toMatchObject({ exit: 0, out: 'Gewijzigd: me.\n' });
  const file = await smallZipFile(await tempFolder());
  const { exit, out } = await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  expect(exit).toBe(0);
  expect(out).toContain('3 contacten gelezen: 3 nieuw.');
  expectDutch(out);
  return home;
}

test('there is enough to tell Dutch from the others by', () => {
  expect(foreign.length).toBeGreaterThan(200);
  expect(foreign).toContain('Woher kennen wir uns?');
  expect(foreign).toContain('How do we know each other?');
});

test('an owner who reads Dutch gets Dutch mails, with the subject and the question in it', async () => {
  const home = await dutchHome();
  const [mail] = await home.store.readMails(home.ownerId, 'audit');
  const { subject, text = '', html = '', headers } = await PostalMime.parse(mail?.mime ?? '');
  expect(subject).toMatch(/^3 contacten, één vraag: .+ \(november\)$/);
  expect(headers.find(({ key }) => key === 'content-language')?.value).toBe('nl');
  expect(html).toContain('<html lang="nl">');
  for (const part of [text, textOf(html)]) {
    expect(part).toMatch(/^\s*November 2026 · 3 vragen · ongeveer 1 minuut/);
    expect(part).toContain('Waar kennen we elkaar van?');
    expect(part).toContain('verbonden sinds 8 februari 2020');
    expect(part).toContain('op LinkedIn');
    expectDutch(part);
  }
});

test('every page speaks Dutch, and so do the commands', async () => {
  const home = await dutchHome();
  const app = createWebApp(home, createReviewApp(home.review));
  const owner = await home.ensureOwner(home.ownerId);
  const { host } = new URL(home.baseUrl);
  const review = new URL((await reviewUrlOf(home, owner)) ?? '').pathname;
  const paths = [
    '/',
    '/inbox',
    '/inbox/digest-2026-11',
    '/upload',
    review,
    `${review}/removals`,
    '/inbox/nothing',
  ];
  for (const path of paths) {
    const response = await app.request(`http://${host}${path}`, { headers: { host } });
    const html = await response.text();
    expect(html).toContain('<html lang="nl">');
    // Texts to copy come in every language, and say which.
    expectDutch(textOf(html.replaceAll(/<(summary|p)[^>]* lang="(?:de|en)"[^>]*>.*?<\/\1>/gs, '')));
  }
  for (const command of [
    'contacts',
    'findings',
    'decisions',
    'imports',
    'outbox',
    'owner-list',
    'policy-compare',
    'compliance-list',
  ] as const) {
    const { exit, out, err } = await inHome(home, command);
    expect(exit).toBe(0);
    expectDutch(out + err);
  }
});

test('a new owner is welcomed in Dutch', async () => {
  const home = await tempHome();
  const { json } = await inHome(home, 'owner-add', {
    address: 'anna@wolkenhauerin.example',
    locale: 'nl',
    json: true,
  });
  const { ownerId, locale } = ownerChangeShape.parse(json());
  expect(locale).toBe('nl');
  const [mail] = await home.store.readMails(ownerId as OwnerId, 'admin');
  const { subject, text = '' } = await PostalMime.parse(mail?.mime ?? '');
  expect(subject).toBe('Welkom bij Woher: in twee stappen naar de eerste vraag');
  expect(text).toContain('Gegevensprivacy');
  expectDutch(text);
});

test('the command line offers every language that there is', async () => {
  for (const command of ['add', 'set']) {
    const { exit, out } = await woher(['owner', command, '--help']);
    expect(exit).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('(choices: "de", "en", "nl")');
  }
}, 60_000);
