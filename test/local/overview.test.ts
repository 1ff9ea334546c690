import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contactsShape, overviewListShape, overviewShape } from '../../infra/local/commands/shapes.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { overviewTextsFor } from '../../shared/render/locales/overview.ts';
import { inHome, smallZipFile, tempFolder, tempHome } from './support.ts';

const at = '2026-11-01T12:00:00.000Z';

async function imported() {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  await inHome(home, 'import', { files: [await smallZipFile(folder)], at, json: true });
  return home;
}

type Opened = Awaited<ReturnType<typeof imported>>;

const overviewIn = async (home: Opened) =>
  overviewShape.parse((await inHome(home, 'overview', { json: true })).json());
const listIn = async (home: Opened, list: string) =>
  overviewListShape.parse((await inHome(home, 'overview', { list, json: true })).json());

describe('woher overview', () => {
  test('prints the shape that is promised, in line with contacts', async () => {
    const home = await imported();
    const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
    const shape = await overviewIn(home);
    expect(shape.contacts).toBe(3);
    const { lists } = shape;
    for (const status of ['known', 'unclear', 'unknown', 'cannotKnow'])
      expect(lists[`status.${status}`]).toBe(
        contacts.filter(({ originStatus }) => originStatus === status).length,
      );
    expect(lists['wrote.youNeverAnswered']).toBe(
      contacts.filter(({ reciprocity }) => reciprocity === 'youNeverAnswered').length,
    );
    expect(shape.years.map(({ year, came, atYearEnd }) => [year, came, atYearEnd])).toEqual([
      ['2020', 2, 2],
      ['2021', 1, 3],
    ]);
    expect(shape.invitations).toMatchObject({
      exports: 1,
      sent: 1,
      withoutNote: 1,
      years: [{ year: '2026', sent: 1 }],
    });
    expect(shape.messages?.youNeverAnswered).toHaveLength(1);
  });

  test('lists by every id as many as its number says', async () => {
    const home = await imported();
    const { lists } = await overviewIn(home);
    expect(Object.keys(lists).length).toBeGreaterThan(15);
    for (const [id, count] of Object.entries(lists)) expect(await listIn(home, id), id).toHaveLength(count);
    expect(await listIn(home, 'habit.sent')).toEqual([{ on: '2026-09-14' }]);
    const { out } = await inHome(home, 'overview', { list: 'habit.youNeverAnswered' });
    expect(out).toBe('Ada Beispielmann\n');
  });

  test('of a list that is not there says which there are', async () => {
    const { exit, out, err } = await inHome(await imported(), 'overview', { list: 'status.none' });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('status.known');
  });

  for (const locale of locales)
    test(`is read on a terminal: every section with bars, no invisible isolates (${locale})`, async () => {
      const home = await imported();
      await inHome(home, 'owner-set', { id: 'me' as OwnerId, locale, json: true });
      const { out, err, exit } = await inHome(home, 'overview');
      expect([exit, err]).toEqual([0, '']);
      const { growth: _, ...sections } = overviewTextsFor(locale).sections;
      for (const title of Object.values(sections)) expect(out.split('\n')).toContain(title);
      expect(out).toContain('█');
      expect(out).toContain('Firma Eins');
      expect(out).toContain('year.2021');
      expect(out).not.toMatch(/[\u2066-\u2069\u001b]|undefined|NaN|\[object/u);
    });

  test('says so before the first export', async () => {
    const { out, exit } = await inHome(await tempHome(), 'overview');
    expect(exit).toBe(0);
    const { noContacts, notThere } = overviewTextsFor('de');
    for (const said of [noContacts, notThere.invitations, notThere.messages]) expect(out).toContain(said);
    expect(out).not.toMatch(/%|NaN/);
  });

  test('changes nothing', async () => {
    const home = await imported();
    const before = (await inHome(home, 'contacts', { json: true })).out;
    await inHome(home, 'overview');
    expect((await inHome(home, 'contacts', { json: true })).out).toBe(before);
    expect((await inHome(home, 'decisions', { json: true })).json()).toEqual([]);
  });
});
