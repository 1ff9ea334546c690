import { beforeAll, describe, expect, test } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import { dayInMs } from '../../shared/domain/days.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { minutesFor } from '../../shared/domain/digest.ts';
import {
  contactSubject,
  type IsoTime,
  type Subject,
  subjectContact,
  subjectKind,
} from '../../shared/domain/ids.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { quiet } from '../log.ts';
import { playYear, type Year } from './play-year.ts';
import { isThere, lackTwo, presenceUpTo, proofBy } from './presence.ts';
import type { DigestSeen, Known, Settled } from './seen.ts';

const words = mailCatalogueFor('en');
const periods = [
  ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07'],
  ...['2027-10', '2027-11'],
];
let year: Year;
beforeAll(async () => {
  year = await playYear(quiet);
});

const givenTo = ({ decisions }: Known, subject: Subject) => decisions.get(subject)?.given;
const settles = (answer: string | undefined): boolean =>
  answer === 'keep' ||
  answer === 'remove' ||
  answer === 'mute' ||
  answer === 'same' ||
  answer === 'different';

test('the year holds what it is there to show', () => {
  const answers = year.evenings.flatMap(({ answered }) => answered.map(({ filled }) => filled.answer));
  for (const answer of ['keep', 'remove', 'later', 'ask', 'mute', 'same'] as const)
    expect(answers).toContain(answer);
  expect(answers.filter((answer) => answer === 'mute')).toHaveLength(1);
  expect(year.uploads.map(({ kind, record }) => `${kind} ${record.status}`)).toEqual([
    ...['complete', 'complete', 'basic'].map((kind) => `${kind} accepted`),
    'cut held',
    ...['complete', 'complete', 'complete', 'older'].map((kind) => `${kind} accepted`),
    ...Array.from({ length: 5 }, () => 'complete accepted'),
  ]);
  const proofs = new Set(year.digests.flatMap(({ removals }) => removals.map(({ status }) => status)));
  expect([...proofs].sort()).toEqual(['cameBack', 'done', 'promised', 'stillThere']);
  expect(year.digests.filter(({ policy }) => policy === 'strict')).toHaveLength(1);
  expect(year.answeredOnLinkedIn).toHaveLength(1);
  const decided = [...year.closing.decisions.values()].map(({ subject, given }) => ({ subject, ...given }));
  expect(decided.filter(({ despite = [], note }) => despite.length > 0 && note !== undefined)).not.toEqual(
    [],
  );
  expect(
    decided.filter(({ subject, origin }) => subject.startsWith('group:burst-') && origin === 'event'),
  ).not.toEqual([]);
});

describe('mails', () => {
  test('there is one a period, and one about the export that is held', () => {
    const held = year.uploads.filter(({ record }) => record.status === 'held');
    expect(year.digests.map(({ record }) => record.period)).toEqual(periods);
    expect(year.mails).toEqual(
      [
        ...periods.map((period) => `digest-${period}`),
        ...held.map(({ record }) => `notice-${record.importId}`),
      ].sort(),
    );
  });

  test('the digest asks for a fresh export where the newest one is more than 60 days old, and only there', () => {
    const asking = year.digests.filter(({ text }) => text.includes(words.mail.footer.freshExport));
    const stale = year.digests.filter(
      ({ at, head }) => Date.parse(at) - Date.parse(head?.exportedAt ?? at) > 60 * dayInMs,
    );
    expect(asking.map(({ record }) => record.period)).toEqual(['2027-06']);
    expect(stale).toEqual(asking);
  });

  test('the digest asks the first of what is open', () => {
    for (const { asked, open } of year.digests)
      expect(asked.map(({ subject }) => subject)).toEqual(open.slice(0, 12).map(({ subject }) => subject));
  });
});

describe('what is settled', () => {
  test('nobody is asked about again but for the compliance list, and as promised and still there', () => {
    let compliance = 0;
    for (const digest of year.digests)
      for (const question of digest.open) {
        if (question.subject === 'group:removals') continue;
        const given = givenTo(digest, question.subject);
        if (question.reason.kind === 'compliance' && given !== undefined) {
          expect(['keep', 'mute', 'later', 'ask']).toContain(given.answer);
          expect(given.despite ?? []).not.toContain(question.reason.entry);
          compliance += 1;
          continue;
        }
        expect(settles(given?.answer)).toBe(false);
        if (question.kind !== 'group') continue;
        for (const { contactId } of question.members)
          expect(
            contactId === undefined || !settles(givenTo(digest, contactSubject(contactId))?.answer),
          ).toBe(true);
      }
    expect(compliance).toBeGreaterThan(0);
  });

  test('the reminder names those who are to be removed and are there, all of them', () => {
    for (const { open, removals } of year.digests) {
      const there = removals.filter(({ status }) => status === 'stillThere' || status === 'cameBack');
      const reminded = open.find(({ subject }) => subject === 'group:removals')?.members ?? [];
      expect(reminded.map(({ contactId }) => contactId).sort()).toEqual(
        there.map(({ contactId }) => contactId).sort(),
      );
    }
  });

  test('stays settled: whoever was explained or kept still is, as long as they are connected', () => {
    const moments: readonly Settled[] = [...year.digests, year.closing];
    for (const [index, after] of moments.entries()) {
      const before = moments[index - 1];
      const lost = [...(before?.settled ?? [])].filter(
        (id) => after.connected.has(id) && !after.settled.has(id),
      );
      const takenBack = lost.filter(
        (id) => before && givenTo(before, contactSubject(id)) !== givenTo(after, contactSubject(id)),
      );
      expect({ at: after.at, lost: lost.length, takenBack: takenBack.length }).toEqual({
        at: after.at,
        lost: takenBack.length,
        takenBack: takenBack.length,
      });
    }
  });

  test('its share grows, but for those who are new', () => {
    const share = (known: Settled, among: ReadonlySet<string>): number => {
      const both = [...known.connected].filter((id) => among.has(id));
      return both.filter((id) => known.settled.has(id)).length / both.length;
    };
    for (const [index, after] of year.digests.entries()) {
      const before = year.digests[index - 1];
      if (before === undefined) continue;
      const both = new Set([...before.connected].filter((id) => after.connected.has(id)));
      expect(share(after, both)).toBeGreaterThanOrEqual(share(before, both));
    }
  });

  test('no decision changes but by the owner', () => {
    expect(year.changedByOthers).toEqual([]);
    const evenings = new Set<string>(year.evenings.map(({ at }) => at));
    const entries = [...year.closing.decisions.values()].flatMap(({ history }) => history);
    expect(entries.filter(({ at }) => !evenings.has(at))).toEqual([]);
  });
});

describe('what is put off', () => {
  const waits = { later: 14, ask: 30 } as const;
  type PutOff = {
    readonly subject: Subject;
    readonly answer: 'later' | 'ask';
    readonly from: IsoTime;
    readonly until: string;
  };

  function putOffs(): PutOff[] {
    return [...year.closing.decisions.values()].flatMap(({ subject, history }) =>
      history.flatMap(({ at, given }, index): PutOff[] =>
        given?.answer === 'later' || given?.answer === 'ask'
          ? [{ subject, answer: given.answer, from: at, until: history[index + 1]?.at ?? '9999' }]
          : [],
      ),
    );
  }
  const inForce = ({ from, until }: PutOff) => year.digests.filter(({ at }) => from < at && at < until);
  const isDue = ({ from, answer }: PutOff, { at }: DigestSeen) =>
    Date.parse(at) - Date.parse(from) >= waits[answer] * dayInMs;

  test('does not come before it is due', () => {
    const waiting = putOffs().flatMap((putOff) =>
      inForce(putOff)
        .filter((digest) => !isDue(putOff, digest))
        .map(({ open }) => ({
          ...putOff,
          isAsked: open.some(({ subject }) => subject === putOff.subject),
        })),
    );
    expect(waiting.filter(({ isAsked }) => isAsked)).toEqual([]);
    expect(new Set(waiting.map(({ answer }) => answer))).toEqual(new Set(['later', 'ask']));
  });

  test('is asked in the first digest in which it is due, but for who left or answered on LinkedIn', () => {
    let asked = 0;
    for (const putOff of putOffs()) {
      const first = inForce(putOff).find((digest) => isDue(putOff, digest));
      const contactId = subjectContact(putOff.subject);
      if (first === undefined) continue;
      const hasLeft = contactId !== undefined && !first.connected.has(contactId);
      const hasAnswered =
        putOff.answer === 'ask' && contactId !== undefined && year.answeredOnLinkedIn.includes(contactId);
      const found = first.open.find(({ subject }) => subject === putOff.subject);
      expect({ ...putOff, isAsked: found !== undefined }).toEqual({
        ...putOff,
        isAsked: !hasLeft && !hasAnswered,
      });
      if (found?.class === 'dueAgain') asked += 1;
    }
    expect(asked).toBeGreaterThan(10);
  });

  test('is put off three times in a row at most', () => {
    const rounds = new Map<Subject, number>();
    for (const { subject, answer } of putOffs())
      if (answer === 'later') rounds.set(subject, (rounds.get(subject) ?? 0) + 1);
    expect(Math.max(...rounds.values())).toBe(3);
  });
});

describe('exports', () => {
  test('a held one changes nothing, and an older one nobody who is there', () => {
    const without = year.uploads.filter(({ before }) => before !== undefined);
    expect(without.map(({ kind, record }) => [kind, record.status, record.older])).toEqual([
      ['cut', 'held', false],
      ['older', 'accepted', true],
    ]);
    for (const { kind, before, after } of without) {
      expect(after.head).toEqual(before?.head);
      expect([after.connected, after.gone]).toEqual([before?.connected, before?.gone]);
      if (kind === 'cut') expect(stableText(after.contacts)).toBe(stableText(before?.contacts));
    }
  });

  test('those are connected whom the newest one holds', () => {
    for (const { at, after } of year.uploads) {
      const presence = presenceUpTo(year.uploads, at);
      const there = after.contacts.filter((contact) => isThere(presence, contact));
      expect([...after.connected].sort()).toEqual(there.map(({ contactId }) => contactId).sort());
    }
  });

  test('nobody is gone by one of them', () => {
    let gone = 0;
    for (const known of [...year.uploads.map(({ after }) => after), ...year.digests]) {
      const presence = presenceUpTo(year.uploads, known.at);
      const lacked = known.contacts.filter((contact) => lackTwo(presence, contact));
      expect([...known.gone].sort()).toEqual(lacked.map(({ contactId }) => contactId).sort());
      gone += lacked.length;
    }
    expect(gone).toBeGreaterThan(50);
  });

  test('they prove removals as the rules have it', () => {
    for (const known of [...year.uploads.map(({ after }) => after), ...year.digests, year.closing]) {
      const presence = presenceUpTo(year.uploads, known.at);
      const byId = new Map(known.contacts.map((contact) => [contact.contactId, contact]));
      const promised = [...known.decisions.values()].filter(
        ({ subject, given }) => given?.answer === 'remove' && subjectKind(subject) === 'contact',
      );
      const expected = promised.map((decision) => {
        const contact = byId.get(subjectContact(decision.subject) as never);
        if (contact === undefined) throw new Error('a promise is about nobody');
        const status = known.inPairs.has(contact.contactId)
          ? 'promised'
          : proofBy(presence, contact, decision);
        return `${decision.subject} ${status}`;
      });
      expect(known.removals.map(({ subject, status }) => `${subject} ${status}`).sort()).toEqual(
        expected.sort(),
      );
    }
  });

  test('who left by themselves is told, and nobody whom the owner removed', () => {
    for (const known of year.digests) {
      const removed = new Set(known.removals.map(({ contactId }) => contactId));
      const expected = [...known.gone].filter((id) => !removed.has(id) && !known.inPairs.has(id));
      expect([...known.left].sort()).toEqual(expected.sort());
    }
    expect(year.closing.left.size).toBeGreaterThan(3);
  });
});

describe('the numbers of every mail', () => {
  test('are those of the pages behind its links', () => {
    for (const { asked, open, text, pages, settled, connected, record } of year.digests) {
      const listed = pages.all;
      expect(listed.map(({ subject }) => subject)).toEqual(asked.map(({ subject }) => subject));
      expect(text).toContain(
        words.mail.summary({
          month: words.month(record.period as never),
          questions: listed.length,
          minutes: minutesFor(listed.length),
          open: open.length,
        }),
      );
      expect(text).toContain(words.mail.settled({ count: settled.size, total: connected.size }));
      const further = open.length - listed.length;
      expect(pages.next).toBe(Math.min(12, further));
      if (further > 0) expect(text).toContain(words.mail.footer.notAsked(further));
      for (const { subject, behind } of pages.single)
        expect(behind.map((card) => card.subject)).toEqual([subject]);
    }
  });

  test('are those of the groups, as its pages list them', () => {
    for (const { asked, pages, text } of year.digests)
      for (const question of asked.filter(({ kind }) => kind === 'group')) {
        const members = question.members.length;
        const { reason } = question;
        if (reason.kind === 'removals') expect(reason.count).toBe(members);
        if (reason.kind === 'burst' || reason.kind === 'bulkInvitation')
          expect(reason.unexplained).toBe(members);
        expect(text).toContain(words.reasonOf(question));
        const cards = [...pages.all, ...pages.single.flatMap(({ behind }) => behind)];
        const listed = cards.filter(({ subject }) => subject === question.subject);
        // The reminder leads to the list of removals, whose numbers are another test.
        const pagesOfIt = question.subject === 'group:removals' ? 1 : 2;
        expect(listed.map((card) => card.members.length)).toEqual(
          Array.from({ length: pagesOfIt }, () => members),
        );
      }
  });

  test('are those of the list of removals', () => {
    for (const { text, pages, asked } of year.digests) {
      const { done, stillThere, cameBack } = pages.removals;
      if (done > 0) expect(text).toContain(words.mail.footer.done(done));
      const reminder = asked.find(({ subject }) => subject === 'group:removals');
      expect(reminder?.members.length ?? 0).toBe(stillThere + cameBack);
    }
  });

  test('are those of the evenings since the mail before', () => {
    for (const [index, { text, at, record, removals }] of year.digests.entries()) {
      const before = year.digests[index - 1];
      if (before === undefined) continue;
      const written = year.evenings
        .filter((evening) => before.record.openedAt <= evening.at && evening.at < at)
        .flatMap((evening) => evening.written);
      expect({ period: record.period, text }).toMatchObject({
        period: record.period,
        text: expect.stringContaining(words.mail.sinceLast(tally(written, removals))),
      });
    }
  });

  function tally(written: readonly Decision[], removals: Known['removals']) {
    const answers = new Map(written.map(({ subject, given }) => [subject, given?.answer ?? '']));
    const count = (wanted: readonly string[], ...kinds: readonly string[]) =>
      [...answers].filter(
        ([subject, answer]) => kinds.includes(subjectKind(subject)) && wanted.includes(answer),
      ).length;
    const all = ['contact', 'group', 'invitation'];
    const proved = new Set(removals.filter(({ status }) => status === 'done').map(({ subject }) => subject));
    return {
      kept: count(['keep'], 'contact'),
      removed: count(['remove'], 'contact'),
      done: [...answers].filter(([subject, answer]) => answer === 'remove' && proved.has(subject)).length,
      muted: count(['mute'], 'contact'),
      later: count(['later'], ...all),
      asked: count(['ask'], ...all),
      groups: count(['keep', 'remove', 'mute'], 'group'),
      invitations: count(['keep', 'remove'], 'invitation'),
      pairs: count(['same', 'different'], 'same'),
    };
  }
});
