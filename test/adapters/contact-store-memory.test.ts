import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import { contactStoreContract } from './contact-store-contract.ts';

contactStoreContract('memory', async () => ({ store: createMemoryContactStore(), close: async () => {} }));
