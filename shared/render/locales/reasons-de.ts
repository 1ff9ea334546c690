import type { Question } from '../../domain/digest.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { IsoDay } from '../../domain/ids.ts';
import { countOf, messagesOf, name, on, words } from './base-de.ts';
import type { ReasonTexts } from './reason-texts.ts';
import { isolated } from './words.ts';

const { day, number, plural } = words;

const ordinals =
  'erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter elfter zwölfter';
const cardinals = 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf';
const ordinal = (place: number): string => ordinals.split(' ')[place - 1] ?? `${number(place)}.`;
const cardinal = (count: number): string => cardinals.split(' ')[count] ?? number(count);
type Ordinal = NonNullable<Question['ordinal']>;
const placeThatDay = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} von ${cardinal(which.of)} solchen Kontakten dieses Tages)`;
const placeAmongEqual = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} von ${cardinal(which.of)} Kontakten, bei denen es so ist)`;
const placeAmongInvitations = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place).replace(/r$/, '')} von ${cardinal(which.of)} Einladungen, bei denen es so ist)`;

const hintWords: Readonly<Record<EvidenceKind, string>> = {
  answer: 'deine Antwort',
  linkedInNote: 'eine Notiz',
  conversation: 'ein Gespräch',
  answeredOnce: 'eine Nachricht mit einer Antwort',
  groupChat: 'ein Gruppenchat mit Beiträgen von euch beiden',
  silentGroupChat: 'ein gemeinsamer Gruppenchat',
  recommendationGiven: 'eine Empfehlung von dir',
  recommendationReceived: 'eine Empfehlung für dich',
  invitationSentWithNote: 'deine Einladung mit Text',
  invitationSent: 'deine Einladung ohne persönliche Worte',
  invitationReceivedWithNote: 'die Nachricht zur Einladung an dich',
  sharedEmployer: 'ein gemeinsamer Arbeitgeber',
  nearColleagues: 'eine Verbindung in denselben Tagen wie Kolleginnen und Kollegen',
  endorsementGiven: 'eine von dir bestätigte Kenntnis',
  endorsementReceived: 'eine dir bestätigte Kenntnis',
  addressBook: 'ein Eintrag mit diesem Namen im Adressbuch',
  nameSearch: 'deine Suche nach dem Namen',
  ownEvent: 'eine Veranstaltung, an der du teilgenommen hast',
};

const span = (from: IsoDay, to: IsoDay): string =>
  from === to ? `Am ${day(from)}` : `Zwischen dem ${day(from)} und dem ${day(to)}`;

function reasonOf({
  reason,
  name: person,
  ordinal: which,
}: Pick<Question, 'reason' | 'name' | 'ordinal'>): string {
  switch (reason.kind) {
    case 'compliance': {
      const what = { company: 'der Arbeitgeber', domain: 'die E-Mail-Domain', person: 'der Name' }[reason.by];
      const value = reason.value === '' ? '' : ` ${isolated(reason.value)}`;
      const until = reason.until === undefined ? '' : ` (bis zum ${day(reason.until)})`;
      if (reason.promisedOn !== undefined)
        return (
          `Auf deiner Liste steht ${what}${value}${until}, und am ${day(reason.promisedOn)} wolltest du den Kontakt entfernen` +
          `${placeAmongEqual(which)}: Er steht ${reason.cameBack ? 'wieder' : 'noch'} in deinem neuesten Export.`
        );
      return (
        `Auf deiner Liste steht ${what}${value}${until}, ` +
        `und ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}.`
      );
    }
    case 'removals': {
      const areBack = reason.cameBack === reason.count;
      const back =
        reason.cameBack === 0 || areBack
          ? ''
          : `, und ${number(reason.cameBack)} davon ${reason.cameBack === 1 ? 'ist' : 'sind'} wiedergekommen`;
      return (
        `${plural(reason.count, { one: 'Ein Kontakt, den', other: '# Kontakte, die' })} du entfernen wolltest, ` +
        `${reason.count === 1 ? 'steht' : 'stehen'} ${areBack ? 'wieder' : 'noch'} im Export vom ${day(reason.on)}; ` +
        `entschieden hast du das ${reason.count === 1 ? '' : 'zuerst '}am ${day(reason.promisedOn)}${back}.`
      );
    }
    case 'dueAgain':
      return reason.answer === 'ask'
        ? `Am ${day(reason.on)} wolltest du selbst nachfragen${placeAmongEqual(which)}: Ist eine Antwort gekommen?`
        : `Am ${day(reason.on)} hast du „später“ gesagt, zum ${number(reason.round)}. Mal${placeAmongEqual(which)}.`;
    case 'unconfirmed':
      return reason.answer === undefined
        ? `Am ${day(reason.on)} wurde eine Antwort zu ${name(person)} zurückgenommen, schneller, als jemand drücken kann${placeAmongEqual(which)}: Das zählt nicht, bis du selbst antwortest.`
        : `Am ${day(reason.on)} kam eine Antwort zu ${name(person)}, schneller, als jemand drücken kann${placeAmongEqual(which)}: Sie gilt nicht, bis du selbst antwortest.`;
    case 'samePerson': {
      const common = { name: 'gleicher Name', email: 'gleiche E-Mail-Adresse', job: 'gleicher Arbeitgeber' }[
        reason.by
      ];
      return (
        `Seit dem ${day(reason.missingSince)} fehlt ${name(reason.other)}, und im selben Export erschien ` +
        `${name(person)}: beide verbunden am ${day(reason.connectedOn)}, ${common}${placeAmongEqual(which)}; ist das dieselbe Person?`
      );
    }
    case 'onlyWroteAtYou':
      return (
        `${name(person)} hat dir auf LinkedIn seit dem ${day(reason.since)} ${messagesOf(reason.messages)} geschrieben, ` +
        `und bis zum ${day(reason.searchedUntil)} hast du auf keine geantwortet${placeAmongEqual(which)}.`
      );
    case 'burst':
      return (
        `${span(reason.from, reason.to)} kamen ${number(reason.connections)} Kontakte hinzu, ` +
        `und bei ${number(reason.unexplained)} davon ist noch offen, woher ihr euch kennt: Was war da?`
      );
    case 'bulkInvitation':
      return (
        `Am ${day(reason.on)} hast du ${number(reason.invitations)} Einladungen ohne persönliche Worte verschickt, ` +
        `und zu ${number(reason.unexplained)} der Kontakte daraus findet sich auf LinkedIn sonst nichts: Woher kennt ihr euch?`
      );
    case 'colleagues':
      return (
        `${span(reason.from, reason.to)} ${reason.members === 1 ? 'kam ein Kontakt' : `kamen ${number(reason.members)} Kontakte`} hinzu, ` +
        `als du bei ${isolated(reason.company)} warst und auch Leute von dort hinzukamen: Kennt ihr euch von da?`
      );
    case 'oneOccasion':
      return reason.occasion === 'event'
        ? `Ihr habt euch um ${reason.event === undefined ? 'eine Veranstaltung' : isolated(reason.event)} herum verbunden (${words.date(reason.at)}), und auf LinkedIn findet sich bis zum ${day(reason.searchedUntil)} kein Gespräch zwischen euch${placeAmongEqual(which)}.`
        : `Ihr habt euch auf LinkedIn nur in der ersten Zeit geschrieben, zuletzt ${on(reason.at)}, und bis zum ${day(reason.searchedUntil)} nicht mehr${placeAmongEqual(which)}.`;
    case 'invitationPending':
      return (
        `Die Einladung vom ${day(reason.on)} wartet auf deine Antwort${reason.withNote ? ', ein paar Worte sind dabei' : ''}` +
        `${reason.hinted ? '' : ', und mehr weiß Woher nicht über die Person'}${placeAmongInvitations(which)}.`
      );
    case 'noTrace':
      return (
        `Ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}, ` +
        `und auf LinkedIn findet sich bis zum ${day(reason.searchedUntil)} ` +
        `kein Gespräch zwischen euch${reason.messages === undefined ? '' : `, nur ${messagesOf(reason.messages)}`}.`
      );
    case 'namesakes':
      return (
        `Ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}, aber ` +
        `${cardinal(reason.namesakes)} Menschen in deinen Dateien heißen ${name(person)}: ` +
        'Was sich auf LinkedIn findet, kann zu jedem von ihnen gehören.'
      );
    case 'onlyHint': {
      const since = reason.hint === 'sharedEmployer' ? 'du dort ab ' : '';
      const when = reason.hintAt === undefined ? '' : ` (${since}${words.date(reason.hintAt)})`;
      return (
        `Ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}, ` +
        `und der deutlichste Hinweis, woher ihr euch kennt, ist ${hintWords[reason.hint]}${when}.`
      );
    }
    case 'theyNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `deine Nachricht vom ${day(reason.since)}`
          : `deine ${countOf(reason.messages)} Nachrichten seit dem ${day(reason.since)}`;
      return (
        `Auf ${messages} kam von ${name(person)} auf LinkedIn bis zum ${day(reason.searchedUntil)} ` +
        `keine Antwort${reason.noTrace ? ', und woher ihr euch kennt, ist offen' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'youNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `die Nachricht von ${name(person)} vom ${day(reason.since)}`
          : `die ${countOf(reason.messages)} Nachrichten von ${name(person)} seit dem ${day(reason.since)}`;
      return (
        `Auf ${messages} hast du auf LinkedIn bis zum ${day(reason.searchedUntil)} ` +
        `nicht geantwortet${reason.noTrace ? ', und woher ihr euch kennt, ist offen' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'lostFromSight':
      return (
        `Ihr habt euch auf LinkedIn ${messagesOf(reason.messages)} geschrieben, ` +
        `die letzte ${on(reason.lastIn)}${placeAmongEqual(which)}.`
      );
  }
}

function titleOf({ reason, members }: Pick<Question, 'reason' | 'members'>): string {
  switch (reason.kind) {
    case 'removals':
      return 'Noch nicht entfernt';
    case 'bulkInvitation':
      return `Deine Einladungen vom ${day(reason.on)}`;
    case 'colleagues':
      return `Von ${isolated(reason.company)}?`;
    case 'burst': {
      const { from, to } = reason;
      const people = members.length;
      return `${number(people)} Kontakte ${from === to ? `vom ${day(from)}` : `zwischen dem ${day(from)} und dem ${day(to)}`}`;
    }
    default:
      return '';
  }
}

/** What the rules say in this language. */
export const reasonsDe: ReasonTexts = {
  reasonOf,
  titleOf,
  rule: {
    compliance: 'Auf deiner Liste',
    removals: 'Noch nicht entfernt',
    dueAgain: 'Wieder fällig',
    samePerson: 'Dieselbe Person?',
    onlyWroteAtYou: 'Schreibt, ohne Antwort von dir',
    unreciprocated: 'Einseitig',
    unknownOrigin: 'Herkunft offen',
    burst: 'Viele auf einmal',
    bulkInvitation: 'Viele Einladungen',
    colleagues: 'Von der Arbeit?',
    oneOccasion: 'Nur ein Anlass',
    invitationPending: 'Offene Einladung',
    lostFromSight: 'Aus den Augen verloren',
  },
};
