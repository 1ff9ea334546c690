import { stableText } from '../../shared/domain/collections.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  type IsoTime,
  type Subject,
  subjectContact,
  subjectInvited,
  subjectPair,
} from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { ComplianceEntry } from '../../shared/domain/owner.ts';
import type { Log } from '../../shared/ports/log.ts';
import { type MadeUpPerson, SAMPLE } from '../fixtures/network.ts';
import { me } from '../network.ts';
import { type Home, openHome, openPage, sendForm } from './home.ts';
import { invitedIdOf, keyOf, makeExport, peopleOf } from './life.ts';
import { actionOf, cardsOf, reviewLinkIn } from './pages.ts';
import { type Card, createPersona, type Filled, type Persona, type Truth } from './persona.ts';
import { assess, type DigestSeen, type Known, lookAt, lookAtDigest, type Settled } from './seen.ts';
import { type ExportKind, firstHour, lastHour, type Step, story } from './story.ts';

/** One upload: what it was, what became of it, who was really connected, and what was known before and after. */
export type UploadSeen = {
  readonly at: IsoTime;
  readonly kind: ExportKind;
  readonly record: ImportRecord;
  /** Keys of everybody whom the account held on the day of the export, as exports name them. */
  readonly connected: ReadonlySet<string>;
  /** Of an export that may change nothing current. */
  readonly before?: Known;
  readonly after: Known;
};

/** One evening of answering, or of changing settings: what stood before and after it. */
export type EveningSeen = {
  readonly at: IsoTime;
  readonly answered: readonly { readonly subject: Subject; readonly filled: Filled }[];
  /** Decisions that were written, those about members of groups among them. */
  readonly written: readonly Decision[];
};

/** All that a year showed, in order. */
export type Year = {
  readonly digests: readonly DigestSeen[];
  readonly uploads: readonly UploadSeen[];
  readonly evenings: readonly EveningSeen[];
  /** Names of all mails in the outbox at the end. */
  readonly mails: readonly string[];
  /** Times at which decisions were others than the owner had left them. */
  readonly changedByOthers: readonly IsoTime[];
  /** Who was asked who they are on LinkedIn, and answered. */
  readonly answeredOnLinkedIn: readonly ContactId[];
  /** Of a contact the person of the account. */
  readonly personOf: (contactId: ContactId) => MadeUpPerson | undefined;
  readonly closing: Settled;
};

type Play = {
  readonly home: Home;
  readonly persona: Persona;
  readonly people: Map<string, MadeUpPerson>;
  readonly invited: Map<ContactId, MadeUpPerson>;
  readonly keys: Map<ContactId, readonly string[]>;
  readonly digests: DigestSeen[];
  readonly uploads: UploadSeen[];
  readonly evenings: EveningSeen[];
  readonly changedByOthers: IsoTime[];
  decisions: string;
};

/** Plays the year: the clock strikes, and in between the owner does what the story says. */
export async function playYear(log: Log): Promise<Year> {
  const home = await openHome({ owner: { compliance: complianceList() }, at: firstHour as IsoTime, log });
  try {
    const play: Play = {
      home,
      persona: createPersona(),
      people: new Map(),
      invited: new Map(),
      keys: new Map(),
      digests: [],
      uploads: [],
      evenings: [],
      changedByOthers: [],
      decisions: stableText([]),
    };
    await live(play);
    const { digests, uploads, evenings, changedByOthers } = play;
    const personOf = (contactId: ContactId) => personOfContact(play, contactId);
    const answered = new Set(play.persona.onLinkedIn.answered.map(({ person }) => person.key));
    return {
      digests,
      uploads,
      evenings,
      changedByOthers,
      mails: await home.outbox(),
      personOf,
      answeredOnLinkedIn: [...play.keys.keys()].filter((id) => answered.has(personOf(id)?.key ?? '')),
      closing: await assess(home, lastHour as IsoTime),
    };
  } finally {
    await home.close();
  }
}

/** A customer whom the owner keeps all the same, and somebody whom they cannot place. */
function complianceList(): readonly ComplianceEntry[] {
  const people = peopleOf(SAMPLE.month);
  const named = (kind: string) => people.find((person) => person.kind === kind)?.name ?? '';
  const reason = 'Kundenschutz im alten Vertrag';
  return [
    { by: 'person', value: named('active-customer'), reason },
    { by: 'person', value: named('accepted-stranger'), reason },
  ];
}

async function live(play: Play): Promise<void> {
  const { home } = play;
  const steps = [...story];
  for (let hour = Date.parse(firstHour); hour <= Date.parse(lastHour); hour += 3_600_000) {
    const at = new Date(hour).toISOString() as IsoTime;
    while (steps[0] !== undefined && steps[0].at < at) {
      const step = steps.shift() as Step;
      home.setNow(step.at as IsoTime);
      await compareDecisions(play, step.at as IsoTime);
      await take(play, step);
    }
    if (!isStruck(new Date(hour))) continue;
    home.setNow(at);
    await look(play, await home.strike(), at);
  }
  await compareDecisions(play, lastHour as IsoTime);
}

/** Every hour in the first days of a month, in which digests are opened; then twice a day, to save time. */
const isStruck = (at: Date): boolean => at.getUTCDate() <= 3 || at.getUTCHours() % 12 === 0;

/** Keeps the digests that were opened. */
async function look(play: Play, opened: readonly string[], at: IsoTime): Promise<void> {
  for (const period of opened) play.digests.push(await lookAtDigest(play.home, period, at));
  if (opened.length > 0) await compareDecisions(play, at);
}

/** Notes whether anything but the owner changed a decision since their last evening. */
async function compareDecisions(play: Play, at: IsoTime): Promise<void> {
  const decisions = stableText(await play.home.store.readDecisions(me));
  if (decisions !== play.decisions) play.changedByOthers.push(at);
}

async function take(play: Play, step: Step): Promise<void> {
  const { store } = play.home;
  const at = step.at as IsoTime;
  switch (step.does) {
    case 'upload':
      return upload(play, step, at);
    case 'answer':
      return spendEvening(play, step, at);
    case 'setPolicy':
      await store.changeOwner(me, (owner) => ({ ...owner, policy: step.policy }));
      return;
    case 'setRhythm':
      await store.changeOwner(me, (owner) => ({ ...owner, rhythm: step.rhythm }));
      return;
    case 'listKept':
      return listKept(play);
  }
}

async function upload(
  play: Play,
  { kind, of }: { kind: ExportKind; of: string },
  at: IsoTime,
): Promise<void> {
  const { home, persona } = play;
  const made = makeExport(kind, of, persona.onLinkedIn);
  for (const person of made.people) {
    play.people.set(keyOf(person), person);
    const invited = invitedIdOf(person);
    if (invited !== undefined) play.invited.set(invited, person);
  }
  const before = kind === 'cut' || kind === 'older' ? await lookAt(home, at) : undefined;
  const { record, opened } = await home.upload(made);
  await rememberKeys(play);
  play.uploads.push({
    at,
    kind,
    record,
    connected: new Set(made.people.filter(({ state }) => state === 'connected').map(keyOf)),
    ...(before === undefined ? {} : { before }),
    after: await lookAt(home, at),
  });
  await look(play, opened, at);
}

async function rememberKeys({ home, keys }: Play): Promise<void> {
  for (const contact of await home.store.readContacts(me)) keys.set(contact.contactId, contact.keys);
}

const personOfContact = ({ keys, people }: Play, contactId: ContactId): MadeUpPerson | undefined =>
  (keys.get(contactId) ?? []).map((key) => people.get(key)).findLast((person) => person !== undefined);

/** An agreement is signed with the firm of somebody who was kept long ago. */
async function listKept({ home }: Play): Promise<void> {
  const { store } = home;
  const kept = (await store.readDecisions(me)).filter(
    ({ given }) => given?.answer === 'keep' && given.origin,
  );
  const contacts = await store.readContacts(me);
  const names = contacts.flatMap(({ contactId, row, missingSince }) =>
    missingSince === undefined && kept.some(({ subject }) => subject === contactSubject(contactId))
      ? [`${row.firstName} ${row.lastName}`]
      : [],
  );
  const entry: ComplianceEntry = { by: 'person', value: names[0] ?? '', reason: 'Neue Vereinbarung' };
  await store.changeOwner(me, (owner) => ({ ...owner, compliance: [...(owner.compliance ?? []), entry] }));
}

/** Answers the pages behind the newest digest's mail. */
async function spendEvening(
  play: Play,
  { mail, further }: { mail: boolean; further: number },
  at: IsoTime,
): Promise<void> {
  const { home } = play;
  const newest = play.digests.at(-1);
  if (newest === undefined) throw new Error('there is no mail to answer');
  const before = new Map((await home.store.readDecisions(me)).map((one) => [one.subject, stableText(one)]));
  const whole = reviewLinkIn(newest.text);
  const answered: { subject: Subject; filled: Filled }[] = [];
  if (mail) answered.push(...(await answerPage(play, whole, at)));
  for (let page = 0; page < further; page += 1)
    answered.push(...(await answerPage(play, `${whole}/next`, at)));
  const decisions = await home.store.readDecisions(me);
  play.decisions = stableText(decisions);
  const written = decisions.filter((one) => before.get(one.subject) !== stableText(one));
  play.evenings.push({ at, answered, written });
}

async function answerPage(
  play: Play,
  url: string,
  at: IsoTime,
): Promise<readonly { subject: Subject; filled: Filled }[]> {
  const { home, persona } = play;
  const html = await openPage(home.app, url);
  const answered = cardsOf(html).map((card) => ({
    subject: card.subject,
    filled: persona.answer(card, truthOf(play, card), Date.parse(at)),
  }));
  const said = answered.filter(({ filled }) => isSaid(filled));
  if (said.length > 0) await sendForm(home.app, actionOf(html), Object.assign({}, ...said.map(fieldsOf)));
  return said;
}

const isSaid = ({ answer, members = new Map() }: Filled): boolean =>
  answer !== undefined || [...members.values()].some((choice) => choice === 'keep' || choice === 'remove');

function fieldsOf({ subject, filled }: { subject: Subject; filled: Filled }): Record<string, string> {
  const { answer, origin, note, members = new Map() } = filled;
  return {
    ...(answer === undefined ? {} : { [`answer.${subject}`]: answer }),
    ...(origin === undefined ? {} : { [`origin.${subject}`]: origin }),
    ...(note === undefined ? {} : { [`note.${subject}`]: note }),
    ...Object.fromEntries([...members].map(([id, choice]) => [`member.${subject}.${id}`, choice])),
  };
}

function truthOf(play: Play, { subject }: Card): Truth {
  const personOf = (id: ContactId) => personOfContact(play, id);
  const contactId = subjectContact(subject);
  const invited = subjectInvited(subject);
  const pair = subjectPair(subject);
  return {
    personOf,
    person: contactId === undefined ? invited && play.invited.get(invited) : personOf(contactId),
    ...(pair === undefined ? {} : { pair: [personOf(pair.vanished), personOf(pair.appeared)] as const }),
  };
}
