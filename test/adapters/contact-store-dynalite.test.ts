import { contactStoreContract } from './contact-store-contract.ts';
import { openDynalite } from './dynamo-engine.ts';

contactStoreContract('dynalite', () => openDynalite());
