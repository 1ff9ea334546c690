import { contactStoreContract } from './contact-store-contract.ts';
import { openDynalite } from './dynamo-engine.ts';
import { openReplaying } from './replaying-store.ts';

contactStoreContract('dynalite when every first reply is lost', () => openReplaying(() => openDynalite()));
