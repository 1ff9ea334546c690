import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GivenAnswer } from '../../shared/domain/decision.ts';
import { type ContactId, contactSubject, type IsoTime, type Subject } from '../../shared/domain/ids.ts';
import { complianceIds, locales } from '../../shared/domain/owner.ts';
import { hostileNames } from '../render/hostile-names.ts';
import {
  appeared,
  compliance,
  contact,
  createKinds,
  entry,
  group,
  invitation,
  member,
  memberSubject,
  membersAs,
  pair,
  promisedField,
  removals,
  vanished,
} from './kinds.ts';
import { person, subjectOf } from './people.ts';
import { at, decisionsOf, formFields, type World } from './world.ts';

const given = async (world: World, subject: Subject): Promise<GivenAnswer | undefined> =>
  (await world.store.readDecision(world.owner.ownerId, subject))?.given;

const page = async (world: World, path = world.path(0)): Promise<string> => (await world.get(path)).text();
const post = async (world: World, fields: Record<string, string>, path = world.path(0)): Promise<string> =>
  (await world.post(path, fields)).text();
const answersAbout = async (world: World, subject: Subject): Promise<string[]> => {
  const fields = (await page(world)).matchAll(/type="radio" name="answer\.([^"]+)" value="(\w+)"/g);
  return [...fields].flatMap(([, about, answer]) => (about === subject ? [answer ?? ''] : []));
};
const card = async (world: World, no: number): Promise<string> =>
  (await page(world)).split('<fieldset')[no] ?? '';

describe('a page that was made before an answer elsewhere', () => {
  const choiceOf = (no: number) => `member.${group}.${memberSubject(no).split(':')[1]}`;

  it('takes nothing back about a group and its members, and still changes whom somebody touches', async () => {
    const world = await createKinds({ members: 5 });
    await post(world, { [`answer.${group}`]: 'keep', ...membersAs(5, { 2: 'remove' }) });
    const { fields: old } = formFields(await page(world));
    expect(old).toMatchObject({ [`answer.${group}`]: 'keep', [choiceOf(2)]: 'remove' });
    await post(world, { [`answer.${group}`]: 'remove', ...membersAs(5) });
    expect(await post(world, { ...old, [`answer.${invitation}`]: 'keep' })).toContain(
      'Eine Antwort gespeichert',
    );
    expect(await given(world, group)).toMatchObject({ answer: 'remove' });
    expect(await given(world, memberSubject(1))).toMatchObject({ answer: 'remove' });
    const { fields: now } = formFields(await page(world));
    await post(world, { ...now, [choiceOf(3)]: 'keep' });
    expect(await given(world, memberSubject(3))).toMatchObject({ answer: 'keep' });
    expect(await given(world, memberSubject(1))).toMatchObject({ answer: 'remove' });
    // Back to the answer of the group.
    const { fields: again } = formFields(await page(world));
    await post(world, { ...again, [choiceOf(3)]: 'group' });
    expect(await given(world, memberSubject(3))).toMatchObject({ answer: 'remove' });
  });

  it('leaves a note that no field of its card shows', async () => {
    const world = await createKinds({ members: 5 });
    const noted: GivenAnswer = { answer: 'keep', note: 'Messe' };
    await world.store.recordAnswer(world.owner.ownerId, {
      subject: group,
      given: noted,
      at: '2026-11-03T10:00:00.000Z' as IsoTime,
      via: 'command',
    });
    const { fields } = formFields(await page(world));
    await post(world, { ...fields, [`answer.${invitation}`]: 'keep' });
    expect(await given(world, group)).toEqual(noted);
  });
});

it('asks for a reason of its own why somebody is kept who came on the list since', async () => {
  const world = await createKinds({ members: 5 });
  await world.store.recordAnswer(world.owner.ownerId, {
    subject: compliance,
    given: { answer: 'keep', note: 'Nachbarin' },
    at: '2026-11-03T10:00:00.000Z' as IsoTime,
    via: 'command',
  });
  const { fields } = formFields(await page(world));
  expect(fields[`answer.${compliance}`]).toBeUndefined();
  expect(fields[`note.${compliance}`]).toBe('');
  await post(world, { ...fields, [`answer.${compliance}`]: 'keep', [`note.${compliance}`]: 'Freigegeben' });
  expect(await given(world, compliance)).toEqual({
    answer: 'keep',
    note: 'Freigegeben',
    despite: [complianceIds(entry)[0]],
  });
});

describe('a page with every kind of question', () => {
  it.each(locales)('offers what each kind takes, loads nothing and writes nothing (%s)', async (locale) => {
    const world = await createKinds({ owner: { locale } });
    const html = await page(world);
    expect(html.match(/<fieldset/g)).toHaveLength(6);
    expect(html).not.toMatch(/<script|<img|<link|\son[a-z]+=|style="|url\(|undefined|\[object|Invalid Date/);
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const policy = (await world.get(world.path(0))).headers.get('content-security-policy');
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    for (const [, address] of html.matchAll(/(?:href|action)="([^"]*)"/g))
      expect(address).toMatch(/^(\/r\/[a-z2-7]{47}|https:\/\/www\.linkedin\.com\/in\/)/);
    expect(world.writes).toEqual([]);
    expect(await answersAbout(world, compliance)).toEqual(['keep', 'remove', 'later', 'ask']);
    expect(await answersAbout(world, contact)).toEqual(['keep', 'remove', 'later', 'ask', 'mute']);
    expect(await answersAbout(world, group)).toEqual(['keep', 'remove', 'later']);
    expect(await answersAbout(world, removals)).toEqual([]);
    expect(await answersAbout(world, pair)).toEqual(['same', 'different']);
    expect(await answersAbout(world, invitation)).toEqual(['keep', 'remove', 'later', 'ask']);
  });

  it('names every field, so that it can be read out', async () => {
    const html = await page(await createKinds());
    const fields = [...html.matchAll(/<(?:select|textarea|input type="text")[^>]*>/g)].map(([tag]) => tag);
    for (const tag of fields) {
      const id = / id="([^"]+)"/.exec(tag)?.[1];
      expect(id === undefined ? / aria-label="[^"]+"/.test(tag) : html.includes(`<label for="${id}">`)).toBe(
        true,
      );
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is answered with one submit', async () => {
    const world = await createKinds();
    const html = await post(world, {
      ...membersAs(14),
      [`answer.${compliance}`]: 'keep',
      [`note.${compliance}`]: 'Freigabe vom Juni',
      [`answer.${pair}`]: 'different',
      [`answer.${group}`]: 'remove',
      [`answer.${contact}`]: 'mute',
      [`answer.${invitation}`]: 'later',
      [promisedField(30)]: 'keep',
    });
    expect(html).toContain('6 Antworten gespeichert');
    expect(await decisionsOf(world)).toHaveLength(2 + 14 + 5);
    expect(await given(world, contactSubject(person(30).contactId))).toEqual({ answer: 'keep' });
    expect(await given(world, contactSubject(person(31).contactId))).toEqual({ answer: 'remove' });
    expect(await given(world, removals)).toBeUndefined();
  });
});

describe('a group', () => {
  it('lists as many members as it says, each with a link, a day and a choice', async () => {
    const html = await card(await createKinds({ members: 30 }), 4);
    expect(html).toContain('<bdi>30 Kontakte zwischen');
    expect(html).toContain('bei 30 davon ist noch offen');
    expect(html).toContain('Die 30 Kontakte');
    expect(html.match(/name="member\./g)).toHaveLength(30);
    expect(html.match(/href="https:\/\/www\.linkedin\.com\/in\/wave-/g)).toHaveLength(30);
    expect(html.match(/Verbunden seit/g)).toHaveLength(30);
    const [open, folded] = html.split('<details>');
    expect(open?.match(/name="member\./g)).toHaveLength(12);
    expect(folded).toContain('<summary>Noch 18 Kontakte</summary>');
    expect(folded?.match(/name="member\./g)).toHaveLength(18);
  });

  it('kept names the event once and every member by it, members first and the group last', async () => {
    const world = await createKinds({ members: 3 });
    const recorded: Subject[] = [];
    const { recordAnswer } = world.store;
    world.store.recordAnswer = async (id, entryOf) => {
      recorded.push(entryOf.subject);
      return recordAnswer(id, entryOf);
    };
    const html = await post(world, {
      ...membersAs(3),
      [`answer.${group}`]: 'keep',
      [`origin.${group}`]: 'event',
      [`labels.${group}`]: 'Messe Hannover',
    });
    const kept = { answer: 'keep', origin: 'event', labels: ['Messe Hannover'] };
    for (const place of [1, 2, 3])
      expect(await given(world, memberSubject(place))).toEqual({ ...kept, group });
    expect(await given(world, group)).toEqual(kept);
    expect(recorded.at(-1)).toBe(group);
    expect(html).toContain('3 Kontakte wie die Gruppe');
  });

  it('leaves out whom the owner takes out: kept, removed, or asked about singly', async () => {
    const world = await createKinds({ members: 5 });
    const fields = {
      ...membersAs(5, { 2: 'keep', 3: 'remove', 4: 'single' }),
      [`answer.${group}`]: 'remove',
    };
    const html = await post(world, fields);
    expect(await given(world, memberSubject(1))).toEqual({ answer: 'remove', group });
    expect(await given(world, memberSubject(2))).toEqual({ answer: 'keep', group });
    expect(await given(world, memberSubject(3))).toEqual({ answer: 'remove', group });
    expect(await given(world, memberSubject(4))).toBeUndefined();
    expect(html).toContain('2 Kontakte wie die Gruppe · 1 einzeln behalten · 1 einzeln zum Entfernen');
    // What the page shows next is what stands.
    const { fields: again } = formFields(await page(world));
    expect(again[`answer.${group}`]).toBe('remove');
    const chosen = [...(await card(world, 4)).matchAll(/value="(\w+)" selected/g)].map(
      ([, choice]) => choice,
    );
    expect(chosen.filter((choice) => choice !== '')).toEqual(['group', 'keep', 'group', 'single', 'group']);
  });

  it('later puts off the group and nobody by themselves', async () => {
    const world = await createKinds({ members: 4 });
    await post(world, { ...membersAs(4), [`answer.${group}`]: 'later' });
    expect(await given(world, group)).toEqual({ answer: 'later' });
    expect((await decisionsOf(world)).filter(({ subject }) => subject !== group)).toHaveLength(2);
  });

  it('does not sweep away an answer that a member has already', async () => {
    const world = await createKinds({ members: 3 });
    await world.store.recordAnswer(world.owner.ownerId, {
      subject: memberSubject(2),
      given: { answer: 'keep', note: 'Tante' },
      at: '2026-11-02T09:00:00.000Z' as IsoTime,
      via: 'command',
    });
    const html = await card(world, 4);
    expect(html).toContain('Beantwortet: Behalten, 2. November 2026');
    expect(html.match(/value="single" selected/g)).toHaveLength(1);
    expect(html).toContain('bleibt, wie beantwortet');
  });

  it('of 300 is answered by one form of moderate size, within the limits of a form', async () => {
    const world = await createKinds({ members: 300 });
    const html = await page(world);
    expect(Buffer.byteLength(html)).toBeLessThan(400_000);
    expect(html.match(/name="member\.group:burst/g)).toHaveLength(300);
    const receipt = await post(world, { ...membersAs(300), [`answer.${group}`]: 'remove' });
    expect(receipt).toContain('300 Kontakte wie die Gruppe');
    expect((await decisionsOf(world)).filter((one) => one.given?.group === group)).toHaveLength(300);
    expect(receipt).toContain('<summary>Noch 290 Kontakte</summary>');
    expect(world.writes).toHaveLength(301);
    await post(world, { ...membersAs(300), [`answer.${group}`]: 'remove' });
    expect(world.writes).toHaveLength(301);
  });

  it('recorded in part converges when the same form is sent again', async () => {
    const world = await createKinds({ members: 25 });
    const { recordAnswer } = world.store;
    let calls = 0;
    world.store.recordAnswer = async (...call) => {
      calls += 1;
      if (calls === 13) throw new Error('lost');
      return recordAnswer(...call);
    };
    const fields = { ...membersAs(25), [`answer.${group}`]: 'keep' };
    expect((await world.post(world.path(0), fields)).status).toBe(503);
    expect(await given(world, group)).toBeUndefined();
    await post(world, fields);
    const members = (await decisionsOf(world)).filter((one) => one.given?.group === group);
    expect(members.map(({ history }) => history.length)).toEqual(Array(25).fill(1));
    expect(await given(world, group)).toEqual({ answer: 'keep' });
  });

  it('is covered by its link with its members and nobody else', async () => {
    const world = await createKinds({ members: 3 });
    const no = 4;
    await post(world, { [`answer.${memberSubject(2)}`]: 'keep' }, world.path(no));
    expect(await given(world, memberSubject(2))).toEqual({ answer: 'keep' });
    const before = world.writes.length;
    const stranger = { [`member.${group}.${person(4).contactId}`]: 'remove' };
    const forms: Record<string, string>[] = [
      { [`answer.${contact}`]: 'keep' },
      { [`answer.${pair}`]: 'same' },
      { [`answer.${group}`]: 'remove', ...membersAs(3), ...stranger },
      { [promisedField(30)]: 'keep' },
      { [`answer.${group}`]: 'ask', ...membersAs(3) },
      { [`answer.${group}`]: 'same' },
    ];
    for (const fields of forms)
      expect(await post(world, fields, world.path(no))).toContain('Es wurde nichts gespeichert');
    // Nor does another question's link reach into the group.
    expect(await post(world, { [`answer.${group}`]: 'keep', ...membersAs(3) }, world.path(5))).toContain(
      'nichts',
    );
    expect(await post(world, { [`answer.${memberSubject(1)}`]: 'keep' }, world.path(5))).toContain('nichts');
    expect(world.writes.length).toBe(before);
  });

  it('leaves alone who left it since the page was made', async () => {
    const world = await createKinds({ members: 3 });
    const late = { [`member.${group}.${member(9).contactId}`]: 'group' };
    await post(world, { ...membersAs(3), ...late, [`answer.${group}`]: 'remove' });
    expect(await given(world, memberSubject(9))).toBeUndefined();
    expect(await given(world, group)).toEqual({ answer: 'remove' });
  });
});

describe('taking back a group', () => {
  const undo = (world: World, entries: string) =>
    post(world, { subject: group, entries }, world.path(0, '/undo'));

  it('takes back what its answer made, and nothing that was changed since', async () => {
    const world = await createKinds({ members: 4 });
    await post(world, { ...membersAs(4, { 4: 'keep' }), [`answer.${group}`]: 'remove' });
    world.setNow(at('2026-11-04T08:00:00.000Z'));
    await post(world, { [`answer.${memberSubject(3)}`]: 'keep' });
    const html = await undo(world, '1');
    expect(html).toContain('Zurückgenommen, wieder offen: 4 Kontakte zwischen');
    expect(await given(world, group)).toBeUndefined();
    expect(await given(world, memberSubject(1))).toBeUndefined();
    expect(await given(world, memberSubject(4))).toBeUndefined();
    expect(await given(world, memberSubject(3))).toEqual({ answer: 'keep' });
  });

  it('says of how many of them it is still open, without those who have answers of their own', async () => {
    const world = await createKinds({ members: 9 });
    await post(world, { ...membersAs(9), [`answer.${group}`]: 'keep' });
    world.setNow(at('2026-11-04T08:00:00.000Z'));
    await post(world, { [`answer.${memberSubject(2)}`]: 'remove', [`answer.${memberSubject(5)}`]: 'mute' });
    const html = await undo(world, '1');
    expect(html).toContain('bei 7 davon ist noch offen');
    const page = await card(world, 4);
    expect(page).toContain('bei 7 davon ist noch offen');
    expect(page).toContain('Die 9 Kontakte');
    const selected = page.match(/<option value="\w+" selected="">/g) ?? [];
    expect(selected.filter((one) => one.includes('"group"'))).toHaveLength(7);
  });

  it('brings back the answer before it, for the members too', async () => {
    const world = await createKinds({ members: 3 });
    await post(world, { ...membersAs(3), [`answer.${group}`]: 'keep' });
    world.setNow(at('2026-11-04T08:00:00.000Z'));
    await post(world, { ...membersAs(3, { 3: 'single' }), [`answer.${group}`]: 'remove' });
    const html = await undo(world, '2');
    expect(html).toContain('gilt wieder „Behalten“');
    for (const subject of [group, memberSubject(1), memberSubject(2), memberSubject(3)])
      expect((await given(world, subject))?.answer).toBe('keep');
    expect((await world.store.readDecision(world.owner.ownerId, memberSubject(3)))?.history).toHaveLength(1);
  });

  it('pressed twice, or broken off in between, takes back once', async () => {
    const world = await createKinds({ members: 15 });
    await post(world, { ...membersAs(15), [`answer.${group}`]: 'keep' });
    const { undoAnswer } = world.store;
    let calls = 0;
    world.store.undoAnswer = async (...call) => {
      calls += 1;
      if (calls === 5) throw new Error('lost');
      return undoAnswer(...call);
    };
    expect((await world.post(world.path(0, '/undo'), { subject: group, entries: '1' })).status).toBe(503);
    expect((await given(world, group))?.answer).toBe('keep');
    const html = await undo(world, '1');
    expect(await undo(world, '1')).toBe(html);
    const about = (await decisionsOf(world)).filter(({ subject }) => subject !== removals);
    const members = about.filter(({ history }) => history[0]?.given?.group === group);
    expect(members).toHaveLength(15);
    for (const { history, given: standing } of members) {
      expect(history).toHaveLength(2);
      expect(standing).toBeUndefined();
    }
  });
});

describe('two who may be one', () => {
  it('stand side by side with what is known of each, also once it is answered', async () => {
    const world = await createKinds();
    const sides = async () => (await card(world, 3)).split('<section>').slice(1);
    const [left = '', right = ''] = await sides();
    expect(left).toContain('Nicht mehr dabei');
    expect(left).toContain('Einkäuferin');
    expect(left).toContain('Fehlt seit dem Export vom 28. Oktober 2026');
    expect(left).toContain('Deine Notiz auf LinkedIn, 7. Januar 2020');
    expect(right).toContain('Hafenkontor Sühl');
    expect(right).toContain('Zuerst im Export vom 28. Oktober 2026');
    expect(right).toContain('Keine Spur auf LinkedIn.');
    const receipt = await post(world, { [`answer.${pair}`]: 'same' }, world.path(3));
    expect(receipt).toContain('Dieselbe Person');
    expect(await sides()).toHaveLength(2);
    expect(await card(world, 3)).toMatch(/value="same" checked/);
    const { action, fields } = formFields(receipt);
    expect(await post(world, fields, action)).toMatch(
      /Zurückgenommen, wieder offen: \u2068Merle Sandkrughaus\u2069\./,
    );
    expect(await given(world, pair)).toBeUndefined();
  });

  it('take no answer but these two', async () => {
    const world = await createKinds();
    for (const answer of ['keep', 'remove', 'later', 'ask', 'mute'])
      expect(await post(world, { [`answer.${pair}`]: answer })).toContain('kam nicht so an');
    expect(world.writes).toEqual([]);
    expect(vanished.contactId).not.toBe(appeared.contactId);
  });
});

describe('a pending invitation', () => {
  it('shows its words, takes its own answers, and says what to do on LinkedIn', async () => {
    const world = await createKinds();
    const html = await card(world, 6);
    expect(html).toContain('Einladung vom 30. September 2026');
    expect(html).toContain('&lt;i&gt;wir&lt;/i&gt; suchen Ventile');
    expect(html).toContain('>Annehmen</label>');
    expect(html).toContain('>Ablehnen</label>');
    const receipt = await post(world, { [`answer.${invitation}`]: 'keep' });
    expect(receipt).toContain('class="tag keep">Annehmen');
    expect(receipt).toContain('Jetzt auf LinkedIn antworten');
    expect(receipt).not.toContain('Jetzt auf LinkedIn entfernen');
    expect(await given(world, invitation)).toEqual({ answer: 'keep' });
  });

  it.each([
    ['de', 'Hallo Thorben Reetmoor, danke für die Einladung vom 30. September 2026.'],
    ['en', 'Hello Thorben Reetmoor, thank you for the invitation of 30 September 2026.'],
    ['nl', 'Hallo Thorben Reetmoor, bedankt voor de uitnodiging van 30 september 2026.'],
  ])('has a reply to copy in every language (%s)', async (lang, text) => {
    const html = await card(await createKinds(), 6);
    expect(html).toContain(`<p class="copy" lang="${lang}" dir="auto">${text}`);
  });
});

describe('asking somebody', () => {
  it('has texts to copy, the own language first and open, on the card and on the receipt', async () => {
    const world = await createKinds({ owner: { locale: 'nl' } });
    const languages = (html: string): (string | undefined)[] =>
      [...html.matchAll(/class="copy" lang="(\w+)"/g)].map(([, lang]) => lang);
    const html = await card(world, 5);
    expect(languages(html)).toEqual(['nl', 'de', 'en']);
    expect(html.indexOf('class="copy" lang="nl"')).toBeLessThan(html.indexOf('<details>'));
    const receipt = await post(world, { [`answer.${contact}`]: 'ask' });
    expect(languages(receipt)).toEqual(['nl', 'de', 'en']);
    expect(receipt).toContain('Hallo Dörte Ährenfelderin, we zijn hier sinds');
    expect(receipt).toContain('href="https://www.linkedin.com/in/person-4"');
    expect(receipt).toContain('Nagevraagd op 3 november 2026');
    expect(receipt).toContain('Komt op zijn vroegst op 3 december 2026 terug');
  });

  it('comes back after 30 days and can be asked again', async () => {
    const world = await createKinds();
    await post(world, { [`answer.${contact}`]: 'ask' });
    expect(await card(world, 5)).toMatch(/value="ask" checked/);
    world.setNow(at('2026-12-04T18:00:00.000Z'));
    const html = await card(world, 5);
    expect(html).not.toMatch(/ checked/);
    expect(html).toContain('Nachgefragt am 3. November 2026');
    expect(html).not.toContain('Kommt frühestens');
    await post(world, { [`answer.${contact}`]: 'ask' });
    expect((await world.store.readDecision(world.owner.ownerId, contact))?.history).toHaveLength(2);
  });
});

describe('later', () => {
  const days = ['2026-11-03', '2026-11-18', '2026-12-03', '2026-12-18'];

  it.each([
    ['a contact', contact, 5],
    ['a group', group, 4],
    ['an invitation', invitation, 6],
  ] as const)('may be said three times about %s, and then no more', async (_, subject, no) => {
    const world = await createKinds({ members: 3 });
    const fields = { [`answer.${subject}`]: 'later', ...(subject === group ? membersAs(3) : {}) };
    for (const [index, day] of days.slice(0, 3).entries()) {
      world.setNow(at(`${day}T18:00:00.000Z`));
      const receipt = await post(world, fields);
      expect(receipt).toContain(`Zum ${index + 1}. Mal aufgeschoben, höchstens 3-mal`);
      expect(await post(world, fields)).toContain('gespeichert');
    }
    world.setNow(at(`${days[3]}T18:00:00.000Z`));
    expect(await answersAbout(world, subject)).not.toContain('later');
    const html = await card(world, no);
    expect(html).toContain('Jetzt bitte entscheiden: „Später“ gibt es hier nicht mehr');
    const before = world.writes.length;
    const refused = await post(world, { ...fields, [`note.${compliance}`]: 'was da stand' });
    expect(refused).toContain('Die markierten Fragen lassen sich nicht mehr aufschieben');
    expect(refused).toContain('was da stand');
    expect(world.writes.length).toBe(before);
    expect(await post(world, { ...fields, [`answer.${subject}`]: 'keep' })).toContain(
      'Eine Antwort gespeichert',
    );
  });
});

describe('somebody on the compliance list', () => {
  it('shows the reason of the list, on the page alone', async () => {
    expect(await card(await createKinds(), 1)).toContain(entry.reason);
  });

  it('is not kept without a reason, and nothing that was typed is lost', async () => {
    const world = await createKinds();
    const html = await post(world, {
      [`answer.${compliance}`]: 'keep',
      [`labels.${compliance}`]: 'Vertrieb',
      [`answer.${contact}`]: 'keep',
      [`note.${contact}`]: 'kennt den Deich',
    });
    expect(html).toContain('role="alert"');
    expect(html).toContain('Zum Behalten fehlt hier der Grund.');
    const [, described = ''] = /<textarea[^>]*aria-describedby="([^"]+)"[^>]*aria-invalid/.exec(html) ?? [];
    expect(described.split(' ')).toHaveLength(2);
    for (const id of described.split(' ')) expect(html).toContain(`id="${id}"`);
    expect(html).toMatch(/<title>[^<]+ · Woher<\/title>/);
    expect(html).toContain('value="Vertrieb"');
    expect(html).toContain('kennt den Deich');
    expect(html.match(/ checked/g)).toHaveLength(2);
    expect(world.writes).toEqual([]);
  });

  it('is kept in spite of that entry, and is settled by it', async () => {
    const world = await createKinds();
    await post(world, { [`answer.${compliance}`]: 'keep', [`note.${compliance}`]: 'Freigabe vom Juni' });
    const kept = await given(world, compliance);
    expect(kept).toMatchObject({ answer: 'keep', note: 'Freigabe vom Juni' });
    expect(kept?.despite).toHaveLength(1);
    expect(await page(world, world.path(0, '?only=open'))).not.toContain(compliance);
    // Another label does not lose what it was kept in spite of.
    await post(world, {
      [`answer.${compliance}`]: 'keep',
      [`note.${compliance}`]: 'Freigabe vom Juni',
      [`labels.${compliance}`]: 'Vertrieb',
    });
    expect((await given(world, compliance))?.despite).toEqual(kept?.despite);
  });

  it('cannot be muted, and is removed without a reason', async () => {
    const world = await createKinds();
    expect(await post(world, { [`answer.${compliance}`]: 'mute' })).toContain('kam nicht so an');
    await post(world, { [`answer.${compliance}`]: 'remove' });
    expect(await given(world, compliance)).toEqual({ answer: 'remove' });
  });
});

describe('somebody on the compliance list among others', () => {
  /** The list names the first member, about whom is asked on a card of their own too. */
  async function listedMember(): Promise<World> {
    const world = await createKinds({ members: 3 });
    const { ownerId } = world.owner;
    const flags = await world.store.readFlags(ownerId);
    const listed = flags.find(({ ruleId }) => ruleId === 'compliance');
    if (listed === undefined) throw new Error('nobody is on the list');
    const of = (contactId: ContactId) => {
      const subject = contactSubject(contactId);
      return { ...listed, subject, finding: { ...listed.finding, subject, contactId } };
    };
    await world.store.writeFlags(ownerId, [of(member(1).contactId), of(person(30).contactId)]);
    world.writes.length = 0;
    return world;
  }
  const kept = { ...membersAs(3), [`answer.${group}`]: 'keep', [`labels.${group}`]: 'Messe' };

  it('is not kept with the group, nor one by one, and nothing that was typed is lost', async () => {
    const world = await listedMember();
    for (const fields of [
      kept,
      { ...membersAs(3, { 1: 'keep', 2: 'single', 3: 'single' }), [`labels.${group}`]: 'Messe' },
    ]) {
      const html = await post(world, fields);
      expect(html).toContain('wird nur mit einem Grund behalten');
      expect(html.match(/Steht auf deiner Liste/g)).toHaveLength(1);
      expect(html).toContain('value="Messe"');
      expect(html).toContain(`aria-describedby="wrong-${member(1).contactId}"`);
    }
    expect(world.writes).toEqual([]);
  });

  it('is not kept from the reminder of promised removals either', async () => {
    const world = await listedMember();
    const html = await post(world, { [promisedField(30)]: 'keep', [promisedField(31)]: 'keep' });
    expect(html.match(/Steht auf deiner Liste/g)).toHaveLength(1);
    expect(await given(world, subjectOf(30))).toEqual({ answer: 'remove' });
    expect(await given(world, subjectOf(31))).toEqual({ answer: 'remove' });
    await post(world, { [promisedField(30)]: 'group', [promisedField(31)]: 'keep' });
    expect((await given(world, subjectOf(31)))?.answer).toBe('keep');
  });

  it('is removed with the group, and keeps a reason of their own when the others are kept', async () => {
    const removed = await listedMember();
    await post(removed, { ...kept, [`answer.${group}`]: 'remove' });
    expect((await given(removed, memberSubject(1)))?.answer).toBe('remove');
    const world = await listedMember();
    const own = { [`answer.${memberSubject(1)}`]: 'keep', [`note.${memberSubject(1)}`]: 'Freigabe vom Juni' };
    await post(world, { ...kept, ...own });
    expect(await given(world, memberSubject(1))).toMatchObject({ note: 'Freigabe vom Juni' });
    expect((await given(world, memberSubject(2)))?.group).toBe(group);
    await post(world, { ...kept, [`labels.${group}`]: 'Hafen' });
    expect(await given(world, memberSubject(1))).toMatchObject({ note: 'Freigabe vom Juni' });
    expect((await given(world, memberSubject(2)))?.labels).toEqual(['Hafen']);
  });
});

it('a pending invitation is not said to have no trace in the file that it comes from', async () => {
  const world = await createKinds();
  const { ownerId } = world.owner;
  const flags = (await world.store.readFlags(ownerId)).filter(({ subject }) => subject === invitation);
  const looked = ['connections', 'profile', 'messages', 'invitations'] as const;
  await world.store.writeFlags(
    ownerId,
    flags.map((flag) => ({ ...flag, finding: { ...flag.finding, looked } })),
  );
  const [, files] = /Nichts gefunden in<\/dt><dd>([^<]*)</.exec(await card(world, 6)) ?? [];
  expect(files).toBe('Nachrichten');
});

describe('a question that is back', () => {
  it('says on which day it was put off, and not as long as it still is', async () => {
    const world = await createKinds();
    await post(world, { [`answer.${contact}`]: 'later' });
    expect(await card(world, 5)).not.toContain('auf später verschoben');
    world.setNow(at('2026-11-20T08:00:00.000Z'));
    expect(await card(world, 5)).toContain('Am 3. November 2026 auf später verschoben.');
  });
});

describe('promised removals', () => {
  it('are listed with their day and link; still to be removed is no new answer', async () => {
    const world = await createKinds();
    const html = await card(world, 2);
    expect(html.match(/Vorgemerkt am 12\. September 2026/g)).toHaveLength(2);
    expect(html).toContain('href="https://www.linkedin.com/in/person-30"');
    expect(html.match(/<option value="(?:group|keep)"/g)).toHaveLength(4);
    expect(await post(world, { [promisedField(30)]: 'group', [promisedField(31)]: 'group' })).toContain(
      'Noch ist keine Antwort gewählt',
    );
    expect(world.writes).toEqual([]);
  });

  it('are kept after all one by one, and that can be taken back behind the same link', async () => {
    const world = await createKinds();
    const receipt = await post(
      world,
      { [promisedField(30)]: 'keep', [promisedField(31)]: 'group' },
      world.path(2),
    );
    expect(receipt).toContain('Eine Antwort gespeichert');
    const { action, fields } = formFields(receipt);
    expect(fields).toEqual({ subject: subjectOf(30), entries: '2' });
    const undone = await post(world, fields, action);
    expect(undone).toContain('gilt wieder „Entfernen“');
    expect(undone).toContain(removals);
    expect(await given(world, subjectOf(30))).toEqual({ answer: 'remove' });
  });

  it('have a page with the private reason and the price, and tells who left by themselves', async () => {
    const world = await createKinds();
    await post(world, { [`answer.${contact}`]: 'remove', [`note.${contact}`]: 'schreibt nachts' });
    const html = await page(world, world.path(0, '/removals'));
    expect(html).toContain('schreibt nachts');
    expect(html).toContain('Dein einziger Kontakt bei \u2068Hochschule Brennhagen\u2069.');
    expect(html).toContain('Ein Kontakt ist nicht mehr verbunden');
    expect(html).toContain('Runa Nummerin 20');
    expect(html).toContain('fehlt seit dem Export vom 1. Juni 2026');
    expect(html).not.toContain('Runa Nummerin 21');
  });
});

describe('hostile names', () => {
  it('are inert in every kind of card', async () => {
    for (const name of hostileNames.slice(0, 12)) {
      const world = await createKinds({ members: 3 });
      const { ownerId } = world.owner;
      const named = [member(1), member(2), vanished, appeared, person(30)].map((one) => ({
        ...one,
        row: { ...one.row, firstName: name, lastName: '', position: name, company: name },
      }));
      await world.store.writeContacts(ownerId, named);
      const html = await page(world);
      expect(html).not.toMatch(/<script|<img|<b>|<svg|javascript:[^"]*"/i);
      expect(html.match(/<fieldset/g)).toHaveLength(6);
      const receipt = await post(world, {
        ...membersAs(3),
        [`answer.${group}`]: 'remove',
        [`answer.${pair}`]: 'same',
      });
      expect(receipt).not.toMatch(/<script|<img|<b>|<svg/i);
      expect(receipt).toContain('2 Antworten gespeichert');
    }
  });
});
