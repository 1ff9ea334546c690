import { describe, expect, it } from 'vitest';
import { compareText } from '../../../shared/domain/collections.ts';
import type { Contact, ContactFacts } from '../../../shared/domain/contact.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, contactIdOf, fullContact, minimalContact, month, second } from './values.ts';

const byId = (a: Contact, b: Contact): number => compareText(a.contactId, b.contactId);

const factsOfMany: ContactFacts[] = [
  { doubtful: [] },
  { messages: { sent: 0, received: 0, turnBack: false } },
  { groups: { shared: 1, best: { size: 2, ownerWrote: false, contactWrote: false, lastIn: month('2020') } } },
];

export function contactsContract(store: StoreUnderTest): void {
  describe('contacts', () => {
    it('has none at first', async () => {
      const ownerId = anotherOwner();
      expect(await store().readContacts(ownerId)).toEqual([]);
      expect(await store().readContact(ownerId, contactIdOf('nobody'))).toBeUndefined();
      await store().writeContacts(ownerId, []);
      expect(await store().readContacts(ownerId)).toEqual([]);
    });

    it.each([minimalContact, fullContact])('keeps a contact as it was written', async (make) => {
      const ownerId = anotherOwner();
      const contact = make('wiebke');
      await store().writeContacts(ownerId, [contact]);
      expect(await store().readContact(ownerId, contact.contactId)).toEqual(contact);
      expect(asText(await store().readContacts(ownerId))).toBe(asText([contact]));
    });

    it.each(factsOfMany)('tells empty parts from absent ones', async (facts) => {
      const ownerId = anotherOwner();
      const contact = { ...minimalContact('wiebke'), facts };
      await store().writeContacts(ownerId, [contact]);
      expect(asText(await store().readContact(ownerId, contact.contactId))).toBe(asText(contact));
    });

    it('replaces the whole contact, also what is no longer there', async () => {
      const ownerId = anotherOwner();
      await store().writeContacts(ownerId, [fullContact('wiebke')]);
      await store().writeContacts(ownerId, [minimalContact('wiebke')]);
      expect(await store().readContacts(ownerId)).toEqual([minimalContact('wiebke')]);
    });

    it('writes one contact once when it comes twice, as it came last', async () => {
      const ownerId = anotherOwner();
      await store().writeContacts(ownerId, [fullContact('wiebke'), minimalContact('wiebke')]);
      expect(await store().readContacts(ownerId)).toEqual([minimalContact('wiebke')]);
    });

    it('keeps two owners apart', async () => {
      const [one, other] = [anotherOwner(), anotherOwner()];
      await store().writeContacts(one, [fullContact('wiebke')]);
      await store().writeContacts(other, [minimalContact('wiebke'), minimalContact('tjark')]);
      expect(await store().readContacts(one)).toEqual([fullContact('wiebke')]);
      expect(await store().readContacts(other)).toHaveLength(2);
    });

    it('writes more than one batch and reads more than one page, by contact id', async () => {
      const ownerId = anotherOwner();
      const contacts = Array.from({ length: 3_001 }, (_, i): Contact => {
        const contact = fullContact(`nummer-${i}`);
        return { ...contact, row: { ...contact.row, position: `${'ä'.repeat(300)}${i}` } };
      });
      await store().writeContacts(ownerId, contacts);
      const read = await store().readContacts(ownerId);
      expect(read).toHaveLength(contacts.length);
      expect(asText(read)).toBe(asText(contacts.toSorted(byId)));
    });

    it('is not changed by what callers do to their values', async () => {
      const ownerId = anotherOwner();
      const contact = minimalContact('wiebke');
      await store().writeContacts(ownerId, [contact]);
      Object.assign(contact.row, { lastName: 'somebody else' });
      const read = await store().readContact(ownerId, contact.contactId);
      Object.assign(read ?? {}, { missingSince: second(1) });
      expect(await store().readContacts(ownerId)).toEqual([minimalContact('wiebke')]);
    });
  });
}
