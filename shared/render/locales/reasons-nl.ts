import type { Question } from '../../domain/digest.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { IsoDay } from '../../domain/ids.ts';
import { countOf, messagesOf, name, on, words } from './base-nl.ts';
import type { ReasonTexts } from './reason-texts.ts';
import { isolated } from './words.ts';

const { day, number, plural } = words;

const ordinals = 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde';
const cardinals = 'nul één twee drie vier vijf zes zeven acht negen tien elf twaalf';
const ordinal = (place: number): string => ordinals.split(' ')[place - 1] ?? `${number(place)}e`;
const cardinal = (count: number): string => cardinals.split(' ')[count] ?? number(count);
type Ordinal = NonNullable<Question['ordinal']>;
const placeThatDay = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} van ${cardinal(which.of)} zulke contacten van die dag)`;
const placeAmongEqual = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} van ${cardinal(which.of)} contacten bij wie dat zo is)`;
const placeAmongInvitations = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} van ${cardinal(which.of)} uitnodigingen waarbij dat zo is)`;

const hintWords: Readonly<Record<EvidenceKind, string>> = {
  answer: 'je antwoord',
  linkedInNote: 'een notitie',
  conversation: 'een gesprek',
  answeredOnce: 'één bericht met één antwoord',
  groupChat: 'een groepschat waarin jullie allebei schreven',
  silentGroupChat: 'een groepschat waar jullie allebei in zaten',
  recommendationGiven: 'een aanbeveling van jou',
  recommendationReceived: 'een aanbeveling voor jou',
  invitationSentWithNote: 'je uitnodiging met een bericht',
  invitationSent: 'je uitnodiging zonder persoonlijk bericht',
  invitationReceivedWithNote: 'het bericht bij de uitnodiging aan jou',
  sharedEmployer: 'een gezamenlijke werkgever',
  nearColleagues: 'een verbinding in dezelfde dagen als collega’s',
  endorsementGiven: 'een vaardigheid die je hebt onderschreven',
  endorsementReceived: 'een vaardigheid van jou die is onderschreven',
  addressBook: 'een vermelding van deze naam in een adresboek',
  nameSearch: 'je zoekopdracht naar de naam',
  ownEvent: 'een evenement waar je bij was',
};

const span = (from: IsoDay, to: IsoDay): string =>
  from === to ? `Op ${day(from)}` : `Tussen ${day(from)} en ${day(to)}`;

function reasonOf({
  reason,
  name: person,
  ordinal: which,
}: Pick<Question, 'reason' | 'name' | 'ordinal'>): string {
  switch (reason.kind) {
    case 'compliance': {
      const what = { company: 'de werkgever', domain: 'het e-maildomein', person: 'de naam' }[reason.by];
      const value = reason.value === '' ? '' : ` ${isolated(reason.value)}`;
      const until = reason.until === undefined ? '' : ` (tot en met ${day(reason.until)})`;
      if (reason.promisedOn !== undefined)
        return (
          `Op je lijst staat ${what}${value}${until}, en op ${day(reason.promisedOn)} wilde je dit contact verwijderen` +
          `${placeAmongEqual(which)}: het staat ${reason.cameBack ? 'weer' : 'nog'} in je nieuwste export.`
        );
      return (
        `Op je lijst staat ${what}${value}${until}, ` +
        `en jullie zijn sinds ${day(reason.connectedOn)} verbonden${placeThatDay(which)}.`
      );
    }
    case 'removals': {
      const areBack = reason.cameBack === reason.count;
      const back =
        reason.cameBack === 0 || areBack
          ? ''
          : `, en ${number(reason.cameBack)} daarvan ${reason.cameBack === 1 ? 'is' : 'zijn'} weer terug`;
      return (
        `${plural(reason.count, { one: 'Eén contact dat', other: '# contacten die' })} je wilde verwijderen, ` +
        `${reason.count === 1 ? 'staat' : 'staan'} ${areBack ? 'weer' : 'nog'} in de export van ${day(reason.on)}; ` +
        `dat besloot je ${reason.count === 1 ? 'op' : 'voor het eerst op'} ${day(reason.promisedOn)}${back}.`
      );
    }
    case 'dueAgain':
      return reason.answer === 'ask'
        ? `Op ${day(reason.on)} wilde je het zelf navragen${placeAmongEqual(which)}: is er een antwoord gekomen?`
        : `Op ${day(reason.on)} zei je “later”, voor de ${ordinal(reason.round)} keer${placeAmongEqual(which)}.`;
    case 'unconfirmed':
      return reason.answer === undefined
        ? `Op ${day(reason.on)} is een antwoord over ${name(person)} teruggenomen, sneller dan iemand kan drukken${placeAmongEqual(which)}: dat telt niet tot je zelf antwoordt.`
        : `Op ${day(reason.on)} kwam er een antwoord over ${name(person)}, sneller dan iemand kan drukken${placeAmongEqual(which)}: het geldt niet tot je zelf antwoordt.`;
    case 'samePerson': {
      const common = { name: 'dezelfde naam', email: 'hetzelfde e-mailadres', job: 'dezelfde werkgever' }[
        reason.by
      ];
      return (
        `Sinds ${day(reason.missingSince)} ontbreekt ${name(reason.other)}, en in dezelfde export verscheen ` +
        `${name(person)}: allebei verbonden op ${day(reason.connectedOn)}, ${common}${placeAmongEqual(which)}; is dat dezelfde persoon?`
      );
    }
    case 'onlyWroteAtYou':
      return (
        `${name(person)} schreef je op LinkedIn sinds ${day(reason.since)} ${messagesOf(reason.messages)}, ` +
        `en tot en met ${day(reason.searchedUntil)} heb je er geen beantwoord${placeAmongEqual(which)}.`
      );
    case 'burst':
      return (
        `${span(reason.from, reason.to)} kwamen er ${number(reason.connections)} contacten bij, ` +
        `en bij ${number(reason.unexplained)} daarvan is nog open waar jullie elkaar van kennen: wat was er toen?`
      );
    case 'bulkInvitation':
      return (
        `Op ${day(reason.on)} stuurde je ${number(reason.invitations)} uitnodigingen zonder persoonlijk bericht, ` +
        `en van ${number(reason.unexplained)} van de contacten daaruit is op LinkedIn verder niets te vinden: waar kennen jullie elkaar van?`
      );
    case 'colleagues':
      return (
        `${span(reason.from, reason.to)} ${reason.members === 1 ? 'kwam er één contact bij' : `kwamen er ${number(reason.members)} contacten bij`}, ` +
        `toen je bij ${isolated(reason.company)} werkte en er ook mensen van daar bij kwamen: kennen jullie elkaar daarvan?`
      );
    case 'oneOccasion':
      return reason.occasion === 'event'
        ? `Jullie zijn verbonden rond ${reason.event === undefined ? 'een evenement' : isolated(reason.event)} (${words.date(reason.at)}), en op LinkedIn is tot en met ${day(reason.searchedUntil)} geen gesprek tussen jullie te vinden${placeAmongEqual(which)}.`
        : `Jullie schreven elkaar op LinkedIn alleen in het begin, het laatst ${on(reason.at)}, en tot en met ${day(reason.searchedUntil)} niet meer${placeAmongEqual(which)}.`;
    case 'invitationPending':
      return (
        `De uitnodiging van ${day(reason.on)} wacht op je antwoord${reason.withNote ? ', met een paar woorden erbij' : ''}` +
        `${reason.hinted ? '' : ', en meer weet Woher niet over deze persoon'}${placeAmongInvitations(which)}.`
      );
    case 'noTrace':
      return (
        `Jullie zijn sinds ${day(reason.connectedOn)} verbonden${placeThatDay(which)}, ` +
        `en op LinkedIn is tot en met ${day(reason.searchedUntil)} ` +
        `geen gesprek tussen jullie te vinden${reason.messages === undefined ? '' : `, alleen ${messagesOf(reason.messages)}`}.`
      );
    case 'namesakes':
      return (
        `Jullie zijn sinds ${day(reason.connectedOn)} verbonden${placeThatDay(which)}, maar ` +
        `${cardinal(reason.namesakes)} mensen in je bestanden heten ${name(person)}: ` +
        'wat er op LinkedIn te vinden is, kan bij ieder van hen horen.'
      );
    case 'onlyHint': {
      const since = reason.hint === 'sharedEmployer' ? 'jij werkte er vanaf ' : '';
      const when = reason.hintAt === undefined ? '' : ` (${since}${words.date(reason.hintAt)})`;
      return (
        `Jullie zijn sinds ${day(reason.connectedOn)} verbonden${placeThatDay(which)}, ` +
        `en de duidelijkste aanwijzing waar jullie elkaar van kennen, is ${hintWords[reason.hint]}${when}.`
      );
    }
    case 'theyNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `je bericht van ${day(reason.since)}`
          : `je ${countOf(reason.messages)} berichten sinds ${day(reason.since)}`;
      return (
        `Op ${messages} kwam op LinkedIn tot en met ${day(reason.searchedUntil)} geen antwoord van ${name(person)}` +
        `${reason.noTrace ? ', en waar jullie elkaar van kennen, is nog de vraag' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'youNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `het bericht dat ${name(person)} op ${day(reason.since)} stuurde`
          : `de ${countOf(reason.messages)} berichten die ${name(person)} sinds ${day(reason.since)} stuurde`;
      return (
        `Op ${messages}, heb je op LinkedIn tot en met ${day(reason.searchedUntil)} ` +
        `niet geantwoord${reason.noTrace ? ', en waar jullie elkaar van kennen, is nog de vraag' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'lostFromSight':
      return (
        `Jullie hebben op LinkedIn ${messagesOf(reason.messages)} uitgewisseld, ` +
        `het laatste ${on(reason.lastIn)}${placeAmongEqual(which)}.`
      );
  }
}

function titleOf({ reason, members }: Pick<Question, 'reason' | 'members'>): string {
  switch (reason.kind) {
    case 'removals':
      return 'Nog niet verwijderd';
    case 'bulkInvitation':
      return `Je uitnodigingen van ${day(reason.on)}`;
    case 'colleagues':
      return `Van ${isolated(reason.company)}?`;
    case 'burst': {
      const { from, to } = reason;
      const people = members.length;
      return `${number(people)} contacten ${from === to ? `van ${day(from)}` : `tussen ${day(from)} en ${day(to)}`}`;
    }
    default:
      return '';
  }
}

/** What the rules say in this language. */
export const reasonsNl: ReasonTexts = {
  reasonOf,
  titleOf,
  rule: {
    compliance: 'Op je lijst',
    removals: 'Nog niet verwijderd',
    dueAgain: 'Weer aan de beurt',
    samePerson: 'Dezelfde persoon?',
    onlyWroteAtYou: 'Schrijft, zonder antwoord van jou',
    unreciprocated: 'Eenzijdig',
    unknownOrigin: 'Herkomst open',
    burst: 'Veel tegelijk',
    bulkInvitation: 'Veel uitnodigingen',
    colleagues: 'Van het werk?',
    oneOccasion: 'Eén gelegenheid',
    invitationPending: 'Openstaande uitnodiging',
    lostFromSight: 'Uit het oog verloren',
  },
};
