import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { fullName } from '../../shared/domain/contact.ts';
import { isolated } from '../../shared/render/locales/words.ts';
import { maxHtmlBytes, maxMimeBytes } from '../../shared/render/mail/mime.ts';
import { writeZip } from '../fixtures/archive.ts';
import { exportIn, rowIn, scripts } from '../fixtures/scripts.ts';
import { textOf } from '../render/html.ts';
import { inHome, tempFolder, tempHome } from './support.ts';

test.each(scripts)(
  '64 contacts in %s letters are read in, and 25 of them asked about in the inbox',
  async (script) => {
    const home = await tempHome();
    const set = await inHome(home, 'owner-set', { id: 'me', digestSize: 25 });
    expect(set.exit).toBe(0);
    const file = join(await tempFolder(), 'Complete_LinkedInDataExport_11-01-2026.zip');
    await writeZip(exportIn(script, 64), file);

    const { exit, out } = await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
    expect([exit, out]).toEqual([0, expect.stringContaining('64 Kontakte gelesen: 64 neu.')]);

    const outbox = await inHome(home, 'outbox', { json: true });
    expect(outbox.json()).toMatchObject([{ kind: 'digest', state: 'sent' }]);
    const [mail] = await home.store.readMails(home.ownerId, 'audit');
    const { html = '', text = '', subject } = await PostalMime.parse(mail?.mime ?? '');
    expect(subject).toMatch(/^25 Kontakte, eine Frage: /);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxHtmlBytes);
    expect(Buffer.byteLength(mail?.mime ?? '')).toBeLessThanOrEqual(maxMimeBytes);
    const newest = Array.from({ length: 25 }, (_, index) => isolated(fullName(rowIn(script, 63 - index))));
    for (const name of newest) for (const part of [text, textOf(html)]) expect(part).toContain(name);

    const again = await inHome(home, 'audit', { at: '2026-11-02T12:00:00.000Z' });
    expect(again.exit).toBe(0);
    expect((await inHome(home, 'outbox', { json: true })).json()).toHaveLength(1);
  },
);
