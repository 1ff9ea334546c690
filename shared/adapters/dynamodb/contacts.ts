import { families } from '../../names.ts';
import type { ContactsStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { contactItem, contactOfItem } from './contact-item.ts';
import { partition } from './keys.ts';

export function createContactsStore(table: TableAccess): ContactsStore {
  return {
    async readContacts(ownerId) {
      return table.query({ pk: partition(families.contacts, ownerId) }, contactOfItem);
    },

    async readContact(ownerId, contactId) {
      const item = await table.get({ pk: partition(families.contacts, ownerId), sk: contactId });
      return item && contactOfItem(item);
    },

    async writeContacts(ownerId, contacts) {
      const pk = partition(families.contacts, ownerId);
      await table.putMany(
        contacts.map((contact) => ({
          key: { pk, sk: contact.contactId },
          item: () => contactItem(ownerId, contact),
        })),
      );
    },
  };
}
