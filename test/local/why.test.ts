import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contactsShape, findingsShape, whyShape } from '../../infra/local/commands/shapes.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { whyTextsFor } from '../../shared/render/locales/why.ts';
import { inHome, smallZipFile, tempFolder, tempHome } from './support.ts';

const at = '2026-11-01T12:00:00.000Z';

async function imported() {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  await inHome(home, 'import', { files: [await smallZipFile(folder)], at, json: true });
  return home;
}

const ada = { contact: 'ada-beispielmann' };

describe('woher why', () => {
  test('prints the shape that is promised, in line with contacts and findings', async () => {
    const home = await imported();
    const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
    const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
    for (const { contactId, evidence, originStatus, reciprocity } of contacts) {
      const { exit, json, err } = await inHome(home, 'why', { contact: contactId, json: true });
      expect([exit, err]).toEqual([0, '']);
      const why = whyShape.parse(json());
      expect(why).toMatchObject({ contactId, evidence, originStatus, reciprocity });
      expect(why.lookedFor.flatMap(({ found }) => found)).toHaveLength(evidence.length);
      expect(why.rules.flatMap(({ rule, asks }) => (asks ? [rule] : [])).sort()).toEqual(
        findings.flatMap((one) => (one.contactId === contactId ? [one.rule] : [])).sort(),
      );
      for (const { asks, rule, sentences } of why.rules)
        if (asks)
          expect(
            findings.map(({ reason }) => reason),
            rule,
          ).toContain(sentences[0]);
    }
  });

  test('names file, date and number', async () => {
    const why = whyShape.parse((await inHome(await imported(), 'why', { ...ada, json: true })).json());
    expect(why.balance[0]).toEqual({ kind: 'messages', given: 0, received: 1 });
    expect(why.lookedFor).toContainEqual(
      expect.objectContaining({
        kind: 'conversation',
        place: 'messages',
        state: 'onlyMessages',
        file: 'messages.csv',
      }),
    );
    expect(why.lookedFor).toContainEqual({
      kind: 'linkedInNote',
      place: 'notes',
      state: 'notThere',
      found: [],
    });
    expect(why.ways.map(({ kind }) => kind)).toContain('upload');
  });

  for (const locale of locales)
    test(`is read on a terminal: every section, no invisible isolates (${locale})`, async () => {
      const home = await imported();
      await inHome(home, 'owner-set', { id: 'me' as OwnerId, locale, json: true });
      const { out, err, exit } = await inHome(home, 'why', ada);
      expect([exit, err]).toEqual([0, '']);
      const { hooks: _, ...sections } = whyTextsFor(locale).sections;
      for (const title of Object.values(sections)) expect(out.split('\n')).toContain(title);
      expect(out).toContain('Ada Beispielmann');
      expect(out).toContain('messages.csv');
      expect(out).toContain('2026-11-01');
      expect(out).not.toMatch(/[\u2066-\u2069\u001b]|undefined|\[object/u);
      const indented = out.split('\n').filter((line) => line.startsWith('  '));
      expect(indented.length).toBeGreaterThan(40);
    });

  test('follows an answer, and the time that a put-off question comes back', async () => {
    const home = await imported();
    await inHome(home, 'decide', { ...ada, answer: 'later', at: '2026-11-20T08:00:00.000Z', json: true });
    const { out } = await inHome(home, 'why', ada);
    expect(out).toContain('20. November 2026: Später');
    expect(out).toContain('Ab dem 4. Dezember 2026 wird wieder gefragt.');
    expect(out).toContain('Deine Antwort gilt');
    const why = whyShape.parse((await inHome(home, 'why', { ...ada, json: true })).json());
    expect(why.decision?.given?.answer).toBe('later');
    expect(why.rules.filter(({ answered }) => answered === 'settled').length).toBeGreaterThan(0);
  });

  test('finds nobody by a name that two have, or none', async () => {
    const home = await imported();
    const both = await inHome(home, 'why', { contact: 'Bodo Muster' });
    expect([both.exit, both.out]).toEqual([2, '']);
    expect(both.err).toContain('2 contacts are called');
    expect((await inHome(home, 'why', { contact: 'Nobody At All' })).exit).toBe(2);
    expect((await inHome(home, 'why', { contact: 'bodo-muster-2' })).exit).toBe(0);
  });

  test('changes nothing', async () => {
    const home = await imported();
    const before = (await inHome(home, 'findings', { json: true })).out;
    await inHome(home, 'why', ada);
    expect((await inHome(home, 'findings', { json: true })).out).toBe(before);
    expect((await inHome(home, 'decisions', { json: true })).json()).toEqual([]);
  });
});
