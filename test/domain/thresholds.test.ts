import { describe, expect, it } from 'vitest';
import { answersOffered } from '../../shared/domain/answering.ts';
import type { Network } from '../../shared/domain/assess.ts';
import type { Contact, ContactFacts, ContactRow } from '../../shared/domain/contact.ts';
import { mergeFacts } from '../../shared/domain/facts.ts';
import { contactSubject, type IsoDay } from '../../shared/domain/ids.ts';
import { policies, policyOf, type Thresholds } from '../../shared/domain/policy.ts';
import { burst } from '../../shared/domain/rules/burst.ts';
import { colleagues } from '../../shared/domain/rules/colleagues.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import {
  aDecision,
  aJob,
  anInvitation,
  anOwner,
  contactNo,
  day,
  daysAfter,
  month,
  time,
} from './builders.ts';
import { aNetwork, evaluate, foundBy, strangers } from './rules/worlds.ts';

const connectedOn = day('2024-03-10');
const someone = (facts: ContactFacts = {}, row: Partial<ContactRow> = {}): Contact =>
  contactNo(0, { connectedOn, ...row }, facts);
const others = (count: number, row: Partial<ContactRow> = {}): Contact[] =>
  Array.from({ length: count }, (_, index) => contactNo(index + 1, { connectedOn, ...row }));

/** What is found about the first contact, in words. */
const known = (network: Network): string[] =>
  evaluate(network)
    .assessments.get(contactNo(0).contactId)
    ?.evidence.map(({ strength, kind }) => `${strength} ${kind}`) ?? [];

/** A network of the owner with those contacts, all invited on one day. */
const invited = (owner: Network['owner'], contacts: readonly Contact[], note?: string): Network =>
  aNetwork(contacts, {
    owner,
    memory: {
      invitations: contacts.map(({ contactId }) =>
        anInvitation({
          personId: contactId,
          bySlug: true,
          direction: 'outgoing',
          sentOn: day('2024-03-09'),
          ...(note === undefined ? {} : { note }),
        }),
      ),
    },
  });

const colleaguesOn = (owner: Network['owner'], count: number, on: IsoDay): Network =>
  aNetwork([someone(), ...others(count, { company: aJob().company, connectedOn: on })], {
    owner,
    memory: { jobs: [aJob()] },
  });

const putOff = (owner: Network['owner'], answer: 'later' | 'ask'): Network =>
  aNetwork([someone()], { owner, decisions: [aDecision(someone(), answer, '2026-05-10')] });

type Added =
  | 'groupFromContacts'
  | 'bulkInvitationsAbovePerDay'
  | 'sameTextFromPeople'
  | 'colleaguesWithinDays'
  | 'colleaguesFromProven'
  | 'sharedEmployerUpToYearsAfterJob'
  | 'searchWithinDays'
  | 'ownEventWithinDays'
  | 'groupChatUpToPeople'
  | 'laterAfterDays'
  | 'laterRounds'
  | 'askAgainAfterDays';

/** For each: the owner's number, what is known or asked under it, and what under the policy's own. */
const cases: Readonly<
  Record<Added, { own: number; look: (owner: Network['owner']) => unknown; usual: unknown; changed: unknown }>
> = {
  groupFromContacts: {
    own: 9,
    look: (owner) => foundBy('burst', aNetwork(strangers('2024-03-10', [8]), { owner })).length,
    usual: 1,
    changed: 0,
  },
  bulkInvitationsAbovePerDay: {
    own: 2,
    look: (owner) => known(invited(owner, [someone(), ...others(2)])),
    usual: ['weak invitationSent'],
    changed: [],
  },
  sameTextFromPeople: {
    own: 2,
    look: (owner) => known(invited(owner, [someone(), ...others(1)], 'a fingerprint')),
    usual: ['strong invitationSentWithNote'],
    changed: ['weak invitationSent'],
  },
  colleaguesWithinDays: {
    own: 30,
    look: (owner) => known(colleaguesOn(owner, 3, daysAfter(connectedOn, 24))),
    usual: [],
    changed: ['weak nearColleagues'],
  },
  colleaguesFromProven: {
    own: 2,
    look: (owner) => known(colleaguesOn(owner, 2, connectedOn)),
    usual: [],
    changed: ['weak nearColleagues'],
  },
  sharedEmployerUpToYearsAfterJob: {
    own: 5,
    look: (owner) => {
      const job = aJob({ startedIn: month('2018-01'), finishedIn: month('2021-01') });
      return known(aNetwork([someone({}, { company: job.company })], { owner, memory: { jobs: [job] } }));
    },
    usual: ['weak sharedEmployer'],
    changed: ['strong sharedEmployer'],
  },
  searchWithinDays: {
    own: 30,
    look: (owner) => known(aNetwork([someone({ searchedOn: daysAfter(connectedOn, -20) })], { owner })),
    usual: [],
    changed: ['weak nameSearch'],
  },
  ownEventWithinDays: {
    own: 7,
    look: (owner) => {
      const from = daysAfter(connectedOn, 5);
      const event = { kind: 'event', name: 'Messe', title: '', from, seenAt: time('2026-06-01') } as const;
      return known(aNetwork([someone()], { owner, memory: { ownFacts: [event] } }));
    },
    usual: [],
    changed: ['weak ownEvent'],
  },
  groupChatUpToPeople: {
    own: 12,
    look: (owner) => {
      const best = { size: 10, ownerWrote: true, contactWrote: true, lastIn: month('2025-01') };
      const network = aNetwork([someone({ groups: { shared: 1, best } })], { owner });
      const { reciprocity } = evaluate(network).assessments.get(someone().contactId) ?? {};
      return [...known(network), reciprocity];
    },
    usual: ['weak silentGroupChat', 'silent'],
    changed: ['strong groupChat', 'inGroups'],
  },
  laterAfterDays: {
    own: 30,
    look: (owner) => foundBy('dueAgain', putOff(owner, 'later')).length,
    usual: 1,
    changed: 0,
  },
  askAgainAfterDays: {
    own: 20,
    look: (owner) => foundBy('dueAgain', putOff(owner, 'ask')).length,
    usual: 0,
    changed: 1,
  },
  laterRounds: {
    own: 1,
    look: (owner) => {
      const subject = contactSubject(someone().contactId);
      const decision = aDecision(someone(), 'later', '2026-05-10');
      const now = new Date(time('2026-07-01'));
      const offered = answersOffered({ subject }, { decision, now, zone: 'UTC', policy: policyOf(owner) });
      return offered.includes('later');
    },
    usual: true,
    changed: false,
  },
};

describe('a threshold of the owner’s own', () => {
  it.each(Object.entries(cases))(
    'changes what is known or asked: %s',
    (name, { own, look, usual, changed }) => {
      expect(look(anOwner())).toEqual(usual);
      const policyChanges: Partial<Thresholds> = { [name]: own };
      expect(look(anOwner({ policyChanges }))).toEqual(changed);
    },
  );

  it('changes neither when it says what the policy says', () => {
    for (const [name, { look, usual }] of Object.entries(cases)) {
      const policyChanges = { [name]: policies.balanced[name as Added] };
      expect(look(anOwner({ policyChanges }))).toEqual(usual);
    }
  });
});

describe('the search for a name that counts', () => {
  it('is the last one before connecting, whichever upload showed it', () => {
    const [early, late] = [{ searchedOn: day('2024-02-20') }, { searchedOn: day('2024-03-08') }];
    expect(mergeFacts(early, late)).toEqual(late);
    expect(mergeFacts(late, early)).toEqual(late);
    expect(known(aNetwork([someone(mergeFacts(late, early))]))).toEqual(['weak nameSearch']);
  });
});

describe('the texts of the pages', () => {
  it.each(['de', 'en', 'nl'] as const)('name the owner’s numbers in %s', (locale) => {
    const policyChanges = { laterAfterDays: 21, laterRounds: 5, askAgainAfterDays: 45 };
    const { texts, policy } = wordingFor(anOwner({ locale, policyChanges }));
    const later = texts.answerMeans.later(policy);
    expect([later.includes('21'), later.includes('5')]).toEqual([true, true]);
    expect(texts.answerMeans.ask(policy)).toContain('45');
    expect(texts.receipt.askLead(policy.askAgainAfterDays)).toContain('45');
  });

  it('say why no group asks about a contact by the owner’s numbers', () => {
    const policyChanges = { groupFromContacts: 5, colleaguesFromProven: 7, colleaguesWithinDays: 20 };
    const owner = anOwner({ policyChanges });
    const explained = others(9).map((one) => ({ ...one, facts: { notedOn: day('2025-01-01') } }));
    const network = aNetwork([someone(), ...explained], { owner, memory: { jobs: [aJob()] } });
    const { networkInput } = evaluate(network);
    expect(burst.restOf(someone(), networkInput)).toMatchObject({ kind: 'burstExplained', open: 5 });
    expect(colleagues.restOf(someone(), networkInput)).toEqual({
      kind: 'noColleaguesNear',
      from: 7,
      within: 20,
    });
  });
});
