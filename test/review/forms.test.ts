import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReviewForm } from '../../functions/review/form.ts';
import { origins } from '../../shared/domain/decision.ts';
import { flagOf, subjectOf } from './people.ts';
import { answered, createWorld, decisionsOf, type Fields, pressed } from './world.ts';

const first = subjectOf(1);
const keep = answered({ 1: 'keep' });

describe('a hostile form changes nothing and says so', () => {
  const forms: Readonly<Record<string, readonly [Fields, string]>> = {
    'nobody answered': [{ [`note.${first}`]: '' }, 'Noch ist keine Antwort gewählt'],
    'an unknown answer': [{ [`answer.${first}`]: 'obliterate' }, 'kam nicht so an'],
    'an answer of another kind of question': [{ [`answer.${first}`]: 'same' }, 'kam nicht so an'],
    'a group of one who is none': [{ ...keep, [`member.${first}.abc`]: 'keep' }, 'kam nicht so an'],
    'a member of a group that is not asked about': [{ 'member.group:abc.abc': 'keep' }, 'kam nicht so an'],
    'a member without a group': [{ ...keep, 'member.abc': 'keep' }, 'kam nicht so an'],
    'an unknown origin': [{ ...keep, [`origin.${first}`]: 'enemy' }, 'kam nicht so an'],
    'an unknown field': [{ ...keep, [`colour.${first}`]: 'red' }, 'kam nicht so an'],
    'a field without a contact': [{ ...keep, answer: 'keep' }, 'kam nicht so an'],
    'a field of an object': [{ ...keep, '__proto__.x': '1', [`__proto__.${first}`]: '1' }, 'kam nicht so an'],
    'a subject of another kind': [{ 'answer.group:abc': 'keep' }, 'kam nicht so an'],
    'a subject with a path in it': [{ 'answer.contact:../../x': 'keep' }, 'kam nicht so an'],
    'somebody who is not asked about': [answered({ 1: 'keep', 99: 'keep' }), 'kam nicht so an'],
    'somebody whose flag is closed': [answered({ 1: 'keep', 5: 'remove' }), 'kam nicht so an'],
    'the same field twice': [`answer.${first}=keep&answer.${first}=remove`, 'kam nicht so an'],
    'a note that is too long': [{ ...keep, [`note.${first}`]: 'n'.repeat(1001) }, 'Höchstens 1.000 Zeichen'],
    'a label that is too long': [
      { ...keep, [`labels.${first}`]: 'l'.repeat(41) },
      'Höchstens 10 Stichwörter',
    ],
    'eleven labels': [
      { ...keep, [`labels.${first}`]: 'abcdefghijk'.split('').join(',') },
      'Höchstens 10 Stichwörter',
    ],
    'too many fields': [
      Object.fromEntries(Array.from({ length: 5001 }, (_, n) => [`note.contact:a${n}`, ''])),
      'kam nicht so an',
    ],
    'more than 256 KB': [{ ...keep, [`note.${first}`]: 'n'.repeat(300_000) }, 'mehr Text'],
  };

  for (const [name, [fields, message]] of Object.entries(forms))
    it(name, async () => {
      const world = await createWorld({ asked: 2, flagged: 5 });
      await world.store.writeFlags(world.owner.ownerId, [flagOf(5, 'lapsed')]);
      const response = await world.post(world.path(0), fields);
      const page = await response.text();
      expect(response.status).toBe(200);
      expect(page).toContain('role="alert"');
      expect(page).toContain(message);
      expect(page).toContain('<fieldset');
      expect(world.writes).toEqual([]);
    });

  it('a form of another type', async () => {
    const world = await createWorld({ asked: 1 });
    const body = new FormData();
    body.set(`answer.${first}`, 'keep');
    await world.app.request(world.path(1), { method: 'POST', headers: pressed, body });
    await world.app.request(world.path(1), { method: 'POST', headers: pressed, body: JSON.stringify(keep) });
    await world.app.request(world.path(1), { method: 'POST', headers: pressed });
    expect(await decisionsOf(world)).toEqual([]);
  });

  it('any text at all', async () => {
    const world = await createWorld({ asked: 2 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters()), async (body) => {
        expect((await world.post(world.path(0), body)).status).toBe(200);
        expect(world.writes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what was typed, also what was too long', async () => {
    const world = await createWorld({ asked: 1 });
    const labels = Array.from({ length: 11 }, (_, n) => `Wort${n}`).join(', ');
    const fields = { ...keep, [`labels.${first}`]: labels, [`origin.${first}`]: 'event' };
    const page = await (await world.post(world.path(1), fields)).text();
    expect(page).toContain(`value="${labels}"`);
    expect(page).toMatch(/value="event" selected/);
    expect(page).toContain('aria-invalid="true"');
  });
});

describe('a form within its limits', () => {
  it('may hold ten labels of forty and a note of a thousand, lines counted once', () => {
    const labels = Array.from({ length: 10 }, (_, n) => `${n}`.repeat(40));
    const note = `${'n'.repeat(499)}\r\n${'n'.repeat(500)}`;
    const body = new URLSearchParams({
      ...keep,
      [`labels.${first}`]: labels.join(),
      [`note.${first}`]: note,
    });
    const { answers, problem } = readReviewForm(body.toString());
    expect(problem).toBeUndefined();
    expect(answers.get(first)?.given).toEqual({ answer: 'keep', labels, note: note.replace('\r', '') });
  });

  it.each(origins)('takes the origin %s, which the card offers by a word of its own', async (origin) => {
    const world = await createWorld({ asked: 1 });
    const offered = /<option value="([^"]+)">/g;
    const card = await (await world.get(world.path(1))).text();
    expect([...card.matchAll(offered)].map(([, value]) => value)).toContain(origin);
    await world.post(world.path(1), { ...keep, [`origin.${first}`]: origin });
    expect((await decisionsOf(world)).map(({ given }) => given)).toEqual([{ answer: 'keep', origin }]);
  });

  it('loses invisible and direction characters of labels', () => {
    const body = new URLSearchParams({ ...keep, [`labels.${first}`]: '\u202eMesse\u0007, \u200b' });
    expect(readReviewForm(body.toString()).answers.get(first)?.given).toEqual({
      answer: 'keep',
      labels: ['Messe'],
    });
  });

  it('is what the page sends when nothing but the answer is chosen', () => {
    const body = new URLSearchParams({
      ...keep,
      [`origin.${first}`]: '',
      [`labels.${first}`]: '',
      [`note.${first}`]: ' ',
    });
    expect(readReviewForm(body.toString()).answers.get(first)?.given).toEqual({ answer: 'keep' });
  });
});
