import { describe, expect, it } from 'vitest';
import { compareText, stableText } from '../../../shared/domain/collections.ts';
import type { Reason } from '../../../shared/domain/finding.ts';
import type { Flag } from '../../../shared/domain/flag.ts';
import { groupSubject, invitationSubject, type Subject, sameSubject } from '../../../shared/domain/ids.ts';
import { largestGroup } from '../../../shared/domain/rules/group.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import {
  anotherOwner,
  asText,
  contactIdOf,
  day,
  digestOf,
  fullFlag,
  minimalFlag,
  month,
  period,
  second,
} from './values.ts';

const since = day('2020-01-01');
const searchedUntil = day('2026-01-01');
const connectedOn = day('2019-05-04');

const reasons: Reason[] = [
  { kind: 'noTrace', connectedOn, searchedUntil },
  { kind: 'namesakes', connectedOn, namesakes: 3 },
  { kind: 'onlyHint', connectedOn, hint: 'invitationSent' },
  { kind: 'theyNeverAnswered', messages: 2, since, searchedUntil, noTrace: true },
  { kind: 'youNeverAnswered', messages: 21, since, searchedUntil, noTrace: false },
  { kind: 'lostFromSight', lastIn: month('2021-03'), messages: 9 },
  { kind: 'removals', count: 3, cameBack: 1, promisedOn: since, on: searchedUntil },
  { kind: 'samePerson', other: 'Änne „Ü“ 名', missingSince: since, connectedOn, by: 'email' },
  { kind: 'burst', from: since, to: searchedUntil, connections: 41, unexplained: 38 },
  { kind: 'bulkInvitation', on: since, invitations: 31, unexplained: 4 },
  { kind: 'colleagues', company: 'Brennhagener Messtechnik', from: since, to: since, proven: 3, members: 1 },
  { kind: 'invitationPending', on: since, withNote: true },
  {
    kind: 'compliance',
    by: 'company',
    value: 'Ostmark Pumpen',
    entry: 'ostmarkfirma',
    connectedOn,
    promisedOn: since,
    cameBack: true,
  },
];

const bySubject = (a: Flag, b: Flag): number => compareText(a.subject, b.subject);

export function auditContract(store: StoreUnderTest): void {
  describe('flags', () => {
    it('keeps them as they were written, by subject and rule', async () => {
      const ownerId = anotherOwner();
      expect(await store().readFlags(ownerId)).toEqual([]);
      const flags = [minimalFlag('wiebke'), fullFlag('wiebke')];
      await store().writeFlags(ownerId, flags.toReversed());
      expect(asText(await store().readFlags(ownerId))).toBe(asText(flags));
      expect(await store().readFlags(anotherOwner())).toEqual([]);
    });

    it.each(reasons)('keeps the reason $kind', async (reason) => {
      const ownerId = anotherOwner();
      const flag = { ...minimalFlag('wiebke'), finding: { ...minimalFlag('wiebke').finding, reason } };
      await store().writeFlags(ownerId, [flag]);
      expect(asText(await store().readFlags(ownerId))).toBe(asText([flag]));
    });

    it('keeps the flags of groups, pairs and people who are no contacts beside those of contacts', async () => {
      const ownerId = anotherOwner();
      const { finding } = minimalFlag('wiebke');
      const members = Array.from({ length: largestGroup }, (_, i) => contactIdOf(`nummer-${i}`));
      const about = (subject: Subject, more: Partial<Flag['finding']>): Flag => {
        const { contactId: _, ...rest } = finding;
        return { ...minimalFlag('wiebke'), subject, finding: { ...rest, subject, ...more } };
      };
      const [wiebke, tjark] = [contactIdOf('wiebke'), contactIdOf('tjark')];
      const flags = [
        minimalFlag('wiebke'),
        about(groupSubject('burst-2019-05-04'), { members }),
        about(invitationSubject(tjark), { invited: { name: 'Tjärk 名', slug: 'tjärk-名' } }),
        about(invitationSubject(wiebke), { invited: { name: '' } }),
        about(sameSubject(wiebke, tjark), { contactId: tjark, members: [tjark, wiebke] }),
      ];
      await store().writeFlags(ownerId, flags);
      expect((await store().readFlags(ownerId)).map(stableText).toSorted()).toEqual(
        flags.map(stableText).toSorted(),
      );
    });

    it('gives findings back in whichever order their properties were written', async () => {
      const ownerId = anotherOwner();
      const flag = minimalFlag('wiebke');
      const finding = Object.fromEntries(Object.entries(flag.finding).toReversed()) as Flag['finding'];
      await store().writeFlags(ownerId, [{ ...flag, finding }]);
      const [read] = await store().readFlags(ownerId);
      expect(read?.finding).toEqual(finding);
    });

    it('replaces a flag, and writes more than a batch of them', async () => {
      const ownerId = anotherOwner();
      const flags = Array.from({ length: 60 }, (_, i) => fullFlag(`nummer-${i}`));
      await store().writeFlags(ownerId, flags);
      const decided = flags.map((flag): Flag => ({ ...flag, state: 'decided' }));
      await store().writeFlags(ownerId, decided);
      expect(await store().readFlags(ownerId)).toEqual(decided.toSorted(bySubject));
    });
  });

  describe('digests', () => {
    it('opens one a period, and gives back the one that stands', async () => {
      const ownerId = anotherOwner();
      expect(await store().readDigest(ownerId, period('2026-01'))).toBeUndefined();
      const first = digestOf(ownerId, '2026-01', '01'.repeat(32));
      const second_ = {
        ...digestOf(ownerId, '2026-01', '02'.repeat(32)),
        questions: [],
        openedAt: second(9),
      };
      expect(await store().openDigest(first)).toEqual(first);
      expect(await store().openDigest(second_)).toEqual(first);
      expect(asText(await store().readDigest(ownerId, period('2026-01')))).toBe(asText(first));
    });

    it('opens one of many at once, and all learn which', async () => {
      const ownerId = anotherOwner();
      const opened = await Promise.all(
        [...'0123456789'].map((digit) => store().openDigest(digestOf(ownerId, '2026-01', digit.repeat(64)))),
      );
      expect(new Set(opened.map(({ linkKey }) => linkKey)).size).toBe(1);
      expect(await store().readDigests(ownerId)).toEqual([opened[0]]);
    });

    it('lists them, oldest period first', async () => {
      const ownerId = anotherOwner();
      for (const of of ['2026-02', '2025-12', '2026-01']) await store().openDigest(digestOf(ownerId, of));
      const periods = (await store().readDigests(ownerId)).map((digest) => digest.period);
      expect(periods).toEqual(['2025-12', '2026-01', '2026-02']);
      expect(await store().readDigests(anotherOwner())).toEqual([]);
    });
  });
}
