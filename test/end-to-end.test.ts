import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReviewApp } from '../functions/review/review.tsx';
import { mainJob } from '../infra/local/main-job.ts';
import { type Home, openHome } from '../infra/local/services.ts';
import { openSite, type Site } from '../infra/local/site.ts';
import { createWebApp } from '../infra/local/web.tsx';
import { fullName } from '../shared/domain/contact.ts';
import { type ContactId, contactSubject, subjectContact } from '../shared/domain/ids.ts';
import { isolated } from '../shared/render/locales/words.ts';
import { zipBytes } from './fixtures/archive.ts';
import { generateAccount, SAMPLE } from './fixtures/network.ts';
import { quiet } from './log.ts';
import { formFields, pressed } from './review/world.ts';

/**
 * Two months of one owner in the local home: files in, the real handlers behind the real queues and the real table, mails
 * as files, and pages by HTTP requests. The tests build on each other, like the months do.
 */
describe('two months in the local home', () => {
  let folder: string;
  let home: Home;
  let site: Site;
  let now = new Date('2026-11-02T08:00:00Z');
  let removed: { slug: string; name: string }[] = [];
  let pageOfAll = '';
  const printed: string[] = [];
  const io = { out: (text: string) => void printed.push(text), err: () => {} };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'woher-end-to-end-'));
    site = await openSite(0);
    home = await openHome({ folder: join(folder, 'data'), log: quiet, now: () => now, port: site.port });
    site.serve(createWebApp(home, createReviewApp(home.review)));
  });
  afterAll(async () => {
    await site.close();
    await home.close();
    await rm(folder, { recursive: true });
  });

  const month = async (name: string, options: { removed?: string[] } = {}): Promise<string> => {
    const path = join(folder, `Complete_LinkedInDataExport_${name}.zip`);
    const { files } = generateAccount({ seed: SAMPLE.seed, month: name, scale: 0.2, ...options });
    await writeFile(path, await zipBytes(files));
    return path;
  };
  const run = async (path: string) =>
    mainJob(home, { owner: await home.ensureOwner(home.ownerId), path, io });
  const mails = async () => (await readdir(join(home.outbox, home.ownerId))).sort();
  const mail = async (name: string) =>
    PostalMime.parse(await readFile(join(home.outbox, home.ownerId, name)));
  const get = async (url: string) => (await fetch(url)).text();
  const press = async (url: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    const response = await fetch(new URL(url, home.baseUrl), { method: 'POST', headers: pressed, body });
    return response.text();
  };
  const linksIn = (text: string) =>
    text.match(/http:\/\/127\.0\.0\.1:\d+\/r\/[a-z2-7]+(?:\/removals)?/g) ?? [];
  const nameOf = async (contactId: ContactId | undefined) => {
    const contact = contactId && (await home.store.readContact(home.ownerId, contactId));
    return contact ? { name: fullName(contact.row), slug: contact.row.slug ?? '' } : { name: '?', slug: '' };
  };

  test('the first export is read, audited, and asked about in one mail', async () => {
    expect(await run(await month('2026-10'))).toBe(0);
    expect(await mails()).toEqual(['digest-2026-11.eml']);
    const { subject, text, html, headers } = await mail('digest-2026-11.eml');
    expect(subject).toMatch(/^12 Kontakte, eine Frage/);
    expect(headers.map(({ key }) => key)).toContain('auto-submitted');
    const [digest] = await home.store.readDigests(home.ownerId);
    expect(digest?.questions).toHaveLength(12);
    for (const { subject: asked } of digest?.questions ?? []) {
      const { name } = await nameOf(subjectContact(asked));
      expect(text).toContain(isolated(name));
      expect(html).toContain(
        name.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
      );
    }
  });

  test('looking at every link of the mail changes nothing', async () => {
    const { text = '' } = await mail('digest-2026-11.eml');
    const urls = [...new Set(linksIn(text))];
    expect(urls.length).toBeGreaterThanOrEqual(13);
    for (const url of urls) expect((await fetch(url)).status).toBe(200);
    expect(await home.store.readDecisions(home.ownerId)).toEqual([]);
  });

  test('everybody of the digest is decided with one press', async () => {
    const { text = '' } = await mail('digest-2026-11.eml');
    const digest = (await home.store.readDigests(home.ownerId))[0];
    // The page of all is the one that shows twelve questions.
    for (const url of new Set(linksIn(text))) {
      if ((await get(url)).match(/<fieldset/g)?.length === 12) pageOfAll = url;
    }
    if (digest === undefined) throw new Error('no digest was opened');
    const { action, fields } = formFields(await get(pageOfAll));
    const subjects = digest.questions.map(({ subject }) => subject);
    const answers = subjects.map((_, index) => (index < 3 ? 'remove' : index === 3 ? 'later' : 'keep'));
    for (const [index, subject] of subjects.entries()) fields[`answer.${subject}`] = answers[index] ?? '';
    fields[`origin.${subjects[5]}`] = 'event';
    fields[`labels.${subjects[5]}`] = 'Messe, Stammtisch';
    fields[`note.${subjects[5]}`] = 'Halle 4';
    for (let times = 0; times < 3; times++) await press(action, fields);

    const decisions = await home.store.readDecisions(home.ownerId);
    expect(decisions).toHaveLength(12);
    expect(decisions.every(({ history }) => history.length === 1)).toBe(true);
    expect(decisions.find(({ subject }) => subject === subjects[5])?.given).toEqual({
      answer: 'keep',
      origin: 'event',
      labels: ['Messe', 'Stammtisch'],
      note: 'Halle 4',
    });
    removed = await Promise.all(subjects.slice(0, 3).map((subject) => nameOf(subjectContact(subject))));
    const page = await get(`${pageOfAll}/removals`);
    for (const { name, slug } of removed) {
      expect(page).toContain(name);
      expect(page).toContain(`https://www.linkedin.com/in/${slug}`);
    }
  });

  test('the same export again writes no contact', async () => {
    now = new Date('2026-11-20T08:00:00Z');
    const again = generateAccount({ seed: SAMPLE.seed, month: '2026-10', scale: 0.2 }).files;
    const path = join(folder, 'again.zip');
    await writeFile(
      path,
      await zipBytes(again.map((file) => ({ ...file, modifiedAt: new Date('2026-11-02T06:00:00Z') }))),
    );
    expect(await run(path)).toBe(0);
    const record = (await home.store.readImports(home.ownerId)).at(-1);
    expect(record).toMatchObject({
      status: 'accepted',
      writes: { contacts: 0 },
      contacts: { added: 0, edited: 0, missing: 0 },
    });
    expect(await mails()).toEqual(['digest-2026-11.eml']);
  });

  test('the next export proves two removals, finds one still there, and the second digest asks other people', async () => {
    now = new Date('2026-12-02T08:00:00Z');
    const [first, second, third] = removed;
    expect(await run(await month('2026-11', { removed: [first?.slug ?? '', second?.slug ?? ''] }))).toBe(0);
    expect(await mails()).toEqual(['digest-2026-11.eml', 'digest-2026-12.eml']);

    const { text = '' } = await mail('digest-2026-12.eml');
    const [before, after] = await home.store.readDigests(home.ownerId);
    const settled = new Set(before?.questions.map(({ subject }) => subject));
    const later = before?.questions[3]?.subject;
    // "Later" is over after 14 days, everybody else who was decided is not asked again.
    expect(after?.questions.filter(({ subject }) => settled.has(subject) && subject !== later)).toEqual([]);
    expect(after?.questions.length).toBe(12);

    const page = await get(linksIn(text).find((url) => url.endsWith('/removals')) ?? '');
    const stateOf = (name: string | undefined) =>
      page
        .slice(page.indexOf(name ?? '?'))
        .match(/erledigt|noch da/i)?.[0]
        .toLowerCase();
    expect([first, second, third].map((one) => stateOf(one?.name))).toEqual([
      'erledigt',
      'erledigt',
      'noch da',
    ]);
  });

  test('an answer can be taken back, and is asked again', async () => {
    const digest = (await home.store.readDigests(home.ownerId))[0];
    const subject = digest?.questions[7]?.subject ?? contactSubject('' as ContactId);
    const entries = (await home.store.readDecision(home.ownerId, subject))?.history.length;
    await press(`${pageOfAll}/undo`, { subject, entries: String(entries) });
    const decision = await home.store.readDecision(home.ownerId, subject);
    expect(decision?.given).toBeUndefined();
    expect(decision?.history).toHaveLength(2);
  });

  test('a file that is no export is turned away in plain words', async () => {
    const path = join(folder, 'export.zip');
    await writeFile(path, '<!DOCTYPE html><html><title>Sign in</title></html>');
    printed.length = 0;
    expect(await run(path)).toBe(3);
    expect(
      (await home.store.readImports(home.ownerId)).filter(({ status }) => status === 'rejected'),
    ).toHaveLength(1);
  });
});
