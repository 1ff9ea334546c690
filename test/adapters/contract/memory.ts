import { describe, expect, it } from 'vitest';
import type { IsoDay } from '../../../shared/domain/ids.ts';
import type {
  Excerpt,
  FormerEmployer,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from '../../../shared/domain/memory.ts';
import { emptyMemory } from '../../../shared/domain/memory.ts';
import type { MemoryItems } from '../../../shared/ports/contact-store.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, contactIdOf, day, fullContact, month, second } from './values.ts';

const noItems: MemoryItems = { invitations: [], jobs: [], formerEmployers: [], excerpts: [], ownFacts: [] };

const invitation = (name: string): RememberedInvitation => ({
  personId: contactIdOf(name),
  bySlug: true,
  foldedName: name,
  direction: 'outgoing',
  sentOn: day('2019-05-01'),
});
const job: RememberedJob = {
  company: 'Nordlicht Apparatebau GmbH',
  title: 'Entwicklungsingenieurin',
  startedIn: month('2008'),
  seenAt: second(0),
};
const school: RememberedOwnFact = {
  kind: 'school',
  name: 'Hochschule Brennhagen',
  title: 'Diplom',
  from: month('2001'),
  seenAt: second(0),
};
const former: FormerEmployer = {
  contactId: contactIdOf('wiebke'),
  company: 'Brennhagener Messtechnik GmbH',
  seenAt: second(0),
};
const excerpt = (name: string, kind: Excerpt['kind'], on?: IsoDay): Excerpt => ({
  personId: contactIdOf(name),
  kind,
  by: 'owner',
  ...(on === undefined ? {} : { on }),
  text: `Moin ${name}`,
});

const full: MemoryItems = {
  invitations: [
    { ...invitation('tjark'), bySlug: false, direction: 'incoming', note: 'abcdefghijkl' },
    invitation('wiebke'),
    { ...invitation('wiebke'), sentOn: day('2020-05-01') },
    {
      personId: contactIdOf('swantje'),
      bySlug: true,
      foldedName: 'swantje',
      name: 'Swantje „Ü“ 名',
      slug: 'swantje-ü-名',
      direction: 'incoming',
      sentOn: day('2019-05-01'),
      note: 'abcdefghijkl',
      facts: fullContact('swantje').facts,
    },
  ],
  jobs: [
    job,
    {
      company: 'Selbstständig',
      title: '',
      startedIn: month('2018-01'),
      finishedIn: month('2019-03'),
      seenAt: second(0),
    },
  ],
  formerEmployers: [former, { ...former, company: 'Ein '.repeat(500) }],
  excerpts: [excerpt('wiebke', 'firstMessage'), excerpt('wiebke', 'linkedInNote', day('2019-05-05'))],
  ownFacts: [
    school,
    {
      kind: 'event',
      name: 'Ein '.repeat(500),
      title: '',
      from: day('2019-05-04'),
      until: day('2019-05-06'),
      seenAt: second(0),
    },
    { ...school, kind: 'post', name: '', title: '', from: day('2019-05-04') },
  ],
};

const sorted = (values: readonly object[]): string[] => values.map(asText).sort();

export function memoryContract(store: StoreUnderTest): void {
  describe('memory', () => {
    it('is empty at first', async () => {
      const ownerId = anotherOwner();
      expect(await store().readMemory(ownerId)).toEqual(emptyMemory);
      expect(await store().readExcerpts(ownerId, [])).toEqual([]);
      expect(await store().readExcerpts(ownerId, [contactIdOf('wiebke')])).toEqual([]);
      expect(await store().readExcerptIds(ownerId)).toEqual(new Set());
      expect(await store().writeMemory(ownerId, noItems)).toBe(0);
    });

    it('keeps every kind as it was written, and counts items', async () => {
      const ownerId = anotherOwner();
      expect(await store().writeMemory(ownerId, full)).toBe(13);
      const read = await store().readMemory(ownerId);
      expect(sorted(read.invitations)).toEqual(sorted(full.invitations));
      expect(sorted(read.jobs)).toEqual(sorted(full.jobs));
      expect(sorted(read.formerEmployers)).toEqual(sorted(full.formerEmployers));
      expect(sorted(read.ownFacts)).toEqual(sorted(full.ownFacts));
      expect(asText(await store().readExcerpts(ownerId, [contactIdOf('wiebke')]))).toBe(
        asText(full.excerpts),
      );
      expect(await store().readExcerptIds(ownerId)).toEqual(
        new Set([`${contactIdOf('wiebke')}#firstMessage`, `${contactIdOf('wiebke')}#linkedInNote`]),
      );
    });

    it('writes the same thing once: same invitation, same job, same employer, same kind of excerpt', async () => {
      const ownerId = anotherOwner();
      await store().writeMemory(ownerId, full);
      const again = {
        invitations: [{ ...invitation('wiebke'), note: 'mnopqrstuvwx' }],
        jobs: [{ ...job, finishedIn: month('2011-09'), seenAt: second(9) }],
        formerEmployers: [{ ...former, seenAt: second(9) }],
        excerpts: [
          excerpt('wiebke', 'firstMessage'),
          { ...excerpt('wiebke', 'firstMessage'), text: 'Hallo' },
        ],
        ownFacts: [{ ...school, until: month('2006'), seenAt: second(9) }],
      };
      expect(await store().writeMemory(ownerId, again)).toBe(5);
      const read = await store().readMemory(ownerId);
      expect([read.invitations.length, read.jobs.length, read.formerEmployers.length]).toEqual([4, 2, 2]);
      expect(read.invitations).toContainEqual(again.invitations[0]);
      expect(read.jobs).toContainEqual(again.jobs[0]);
      expect(read.formerEmployers).toContainEqual(again.formerEmployers[0]);
      expect(read.ownFacts).toHaveLength(3);
      expect(read.ownFacts).toContainEqual(again.ownFacts[0]);
      const texts = (await store().readExcerpts(ownerId, [contactIdOf('wiebke')])).map(({ text }) => text);
      expect(texts).toEqual(['Hallo', 'Moin wiebke']);
    });

    it('reads the excerpts of many people and of nobody else', async () => {
      const [ownerId, other] = [anotherOwner(), anotherOwner()];
      const names = Array.from({ length: 120 }, (_, i) => `nummer-${i}`);
      const excerpts = names.map((name) => excerpt(name, 'invitationNote'));
      await store().writeMemory(ownerId, { ...noItems, excerpts });
      await store().writeMemory(other, { ...noItems, excerpts: [excerpt('nummer-0', 'firstMessage')] });
      const wanted = [...names.slice(0, 100), 'nummer-0', 'nobody'].map(contactIdOf);
      const read = await store().readExcerpts(ownerId, wanted);
      expect(sorted(read)).toEqual(sorted(excerpts.slice(0, 100)));
      expect(read.map(({ personId }) => personId)).toEqual(read.map(({ personId }) => personId).sort());
      expect((await store().readExcerptIds(ownerId)).size).toBe(120);
    });

    it('erases the excerpts of one owner, all of them and nothing else', async () => {
      const [ownerId, other] = [anotherOwner(), anotherOwner()];
      const names = Array.from({ length: 60 }, (_, i) => `nummer-${i}`);
      const excerpts = names.map((name) => excerpt(name, 'invitationNote'));
      await store().writeMemory(ownerId, { ...full, excerpts: [...full.excerpts, ...excerpts] });
      await store().writeMemory(other, full);
      const before = await store().readMemory(ownerId);
      expect(await store().eraseExcerpts(ownerId)).toBe(62);
      expect(await store().readExcerptIds(ownerId)).toEqual(new Set());
      expect(await store().readExcerpts(ownerId, ['wiebke', ...names].map(contactIdOf))).toEqual([]);
      expect(await store().readMemory(ownerId)).toEqual(before);
      expect((await store().readExcerptIds(other)).size).toBe(2);
      expect(await store().eraseExcerpts(ownerId)).toBe(0);
      await store().writeMemory(ownerId, full);
      expect((await store().readExcerptIds(ownerId)).size).toBe(2);
    });
  });
}
