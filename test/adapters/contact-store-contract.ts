import { afterAll, beforeAll, describe } from 'vitest';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { auditContract } from './contract/audit-items.ts';
import { contactsContract } from './contract/contacts.ts';
import { decisionsContract } from './contract/decisions.ts';
import { importsContract } from './contract/imports.ts';
import { mailsContract } from './contract/mails.ts';
import { memoryContract } from './contract/memory.ts';
import { outcomesContract } from './contract/outcomes.ts';
import { ownersContract } from './contract/owners.ts';

/** A store under test; `close` gives back what it was opened with. */
export type OpenStore = { readonly store: ContactStore; readonly close: () => Promise<void> };

/** Gives the store of the running test; a part of the contract must not call it before its tests run. */
export type StoreUnderTest = () => ContactStore;

/**
 * What every `ContactStore` promises, whatever is behind it. Each test works for owners of its own, so that all of them
 * share one store. A new engine needs one file that calls this.
 */
export function contactStoreContract(name: string, makeStore: () => Promise<OpenStore>): void {
  describe(`the contact store on ${name}`, { timeout: 60_000 }, () => {
    let open: OpenStore | undefined;
    beforeAll(async () => {
      open = await makeStore();
    });
    afterAll(async () => {
      await open?.close();
    });
    const store: StoreUnderTest = () => {
      if (open === undefined) throw new Error('the store is not open');
      return open.store;
    };
    ownersContract(store);
    contactsContract(store);
    memoryContract(store);
    importsContract(store);
    auditContract(store);
    mailsContract(store);
    outcomesContract(store);
    decisionsContract(store);
  });
}
