import { defined } from '../../domain/collections.ts';
import type { Invitation, PersonRef, SkipReason } from '../../domain/snapshot.ts';
import type { Row } from '../csv.ts';
import { anyDay, cell, personRef } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

type Column = 'from' | 'to' | 'sentAt' | 'message' | 'direction' | 'inviterUrl' | 'inviteeUrl';
type Invited = { readonly invitation: Invitation; readonly owner?: PersonRef };

const longestNote = 1000;

/** The words of the column, in capitals. */
const directions = new Map<string, Invitation['direction']>([
  ...['OUTGOING', 'AUSGEHEND', 'GESENDET', 'UITGAAND', 'VERZONDEN'].map(
    (word) => [word, 'outgoing'] as const,
  ),
  ...['INCOMING', 'EINGEHEND', 'ERHALTEN', 'INKOMEND', 'ONTVANGEN'].map(
    (word) => [word, 'incoming'] as const,
  ),
]);

/** Invitations.csv (EXPORT-FORMATS A3): five columns to 2023, then with the profiles of both sides. */
export const invitations = linkedinFile<Column, Invited>({
  kind: 'invitations',
  stems: ['invitations', 'einladungen', 'uitnodigingen'],
  columns: {
    from: ['from', 'von', 'van'],
    to: ['to', 'an', 'aan'],
    sentAt: ['sent at', 'gesendet am', 'verzonden op'],
    message: ['message', 'nachricht', 'bericht'],
    direction: ['direction', 'richtung', 'richting'],
    inviterUrl: [
      'inviterprofileurl',
      'inviter profile url',
      'profil-url des einladenden',
      'profiel-url van uitnodiger',
    ],
    inviteeUrl: [
      'inviteeprofileurl',
      'invitee profile url',
      'profil-url des eingeladenen',
      'profiel-url van genodigde',
    ],
  },
  needed: ['from', 'to', 'sentAt', 'direction'],
  read: readInvitation,
  take: (into, { invitation, owner }) => {
    into.invitations.push(invitation);
    if (owner !== undefined) into.inviting.push(owner);
    into.names.add(invitation.person);
    if (owner !== undefined) into.names.add(owner);
  },
});

function readInvitation(row: Row<Column>): Invited | SkipReason {
  const direction = directions.get(row.direction.trim().toUpperCase());
  if (direction === undefined) return 'unreadableRow';
  const inviter = personRef([row.from], row.inviterUrl);
  const invitee = personRef([row.to], row.inviteeUrl);
  const outgoing = direction === 'outgoing';
  const person = outgoing ? invitee : inviter;
  if (person === undefined) return 'withoutPerson';
  const sentOn = anyDay(row.sentAt);
  if (sentOn === undefined) return 'unreadableDate';
  const note = cell(row.message, longestNote) || undefined;
  const invitation = defined<Invitation>({
    person,
    direction,
    sentOn,
    note,
  });
  return defined<Invited>({ invitation, owner: outgoing ? inviter : invitee });
}
