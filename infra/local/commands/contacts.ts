import { decisionsBySubject, type Evaluation, type Network } from '../../../shared/domain/assess.ts';
import { defined } from '../../../shared/domain/collections.ts';
import { type Contact, contactState, fullName, profileUrl } from '../../../shared/domain/contact.ts';
import type { Evidence } from '../../../shared/domain/evidence-kinds.ts';
import { contactSubject, isoTime } from '../../../shared/domain/ids.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList } from './command.ts';
import { type ContactsShape, contactsShape } from './shapes.ts';

/** `woher contacts`: everybody who is or was a contact, with evidence. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const { ownerId } = owner;
    const network = await evaluateNetwork({ store: place.store, ownerId, at: isoTime(place.now()) });
    const rowOf = (contact: ContactsShape[number]) => [
      contact.contactId,
      plain(catalogue.name(contact.name)),
      contact.company ?? '',
      words.state[contact.state],
      catalogue.originStatus[contact.originStatus],
      catalogue.reciprocity[contact.reciprocity],
      contact.decision === undefined ? '' : catalogue.answer[contact.decision],
    ];
    printList(io, {
      json: args.json,
      schema: contactsShape,
      items: contactsOf(network),
      none: words.noContacts,
      table: (contacts) =>
        contacts.map(rowOf).sort((a, b) => (a[1] ?? '').localeCompare(b[1] ?? '', owner.locale)),
    });
    return exitCodes.done;
  },
};

/** Everybody in the shape that is printed, by contact id. */
export function contactsOf(network: Network & Evaluation): ContactsShape {
  const decisionOf = decisionsBySubject(network.decisions);
  return network.contacts.map((contact) => {
    const assessment = network.assessments.get(contact.contactId);
    const given = decisionOf(contactSubject(contact.contactId))?.given;
    return defined({
      contactId: contact.contactId,
      name: fullName(contact.row),
      profileUrl: profileUrl(contact.row),
      company: contact.row.company,
      position: contact.row.position,
      connectedOn: contact.row.connectedOn,
      state: contactState(contact, network.head),
      originStatus: assessment?.originStatus ?? 'cannotKnow',
      origin: given?.origin,
      reciprocity: assessment?.reciprocity ?? 'cannotKnow',
      evidence: (assessment?.evidence ?? []).map(evidenceOf),
      decision: given?.answer,
    });
  });
}

/** One fact in the shape that is printed. */
export const evidenceOf = ({
  kind,
  strength,
  at,
  file,
}: Evidence): ContactsShape[number]['evidence'][number] => defined({ kind, strength, at, file });

/** Contacts by id. */
export const byContactId = (contacts: readonly Contact[]): ReadonlyMap<string, Contact> =>
  new Map(contacts.map((contact) => [contact.contactId, contact]));
