import type { Origin } from '../../domain/decision.ts';
import type { Question } from '../../domain/digest.ts';
import type { Evidence, EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import type { Rejection } from '../../domain/snapshot.ts';
import { noticeDe } from './notice-de.ts';
import { pagesDe } from './pages-de.ts';
import type { Catalogue } from './texts.ts';
import { importedDe, stopDe, uploadDe } from './upload-de.ts';
import { welcomeDe } from './welcome-de.ts';
import { isolated, shownText, wordsFor } from './words.ts';

const words = wordsFor('de');
const { day, number, list, plural } = words;

/** "am 3. Mai 2024", "im Mai 2024", "2024". */
const on = (at: IsoDay | IsoMonth): string =>
  at.length === 10 ? `am ${words.date(at)}` : at.length === 7 ? `im ${words.date(at)}` : at;
const lately = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, zuletzt ${words.date(at)}`;
const dated = (at: IsoDay | IsoMonth | undefined): string => (at === undefined ? '' : `, ${words.date(at)}`);

const name = (text: string): string => isolated(shownText(text) === '' ? 'Kontakt ohne Namen' : text);

/** Counts above 20 are kept in steps (`atLeast`): 21 stands for "more than 20". */
const countOf = (count: number): string =>
  count <= 20 ? number(count) : count === 21 ? 'mehr als 20' : `mindestens ${number(count)}`;

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
  endorsementGiven: 'eine von dir bestätigte Kenntnis',
  endorsementReceived: 'eine dir bestätigte Kenntnis',
  addressBook: 'ein Eintrag mit diesem Namen im Adressbuch',
  nameSearch: 'deine Suche nach dem Namen',
  ownEvent: 'eine Veranstaltung, an der du teilgenommen hast',
};

/** Only an e-mail address in the own address book is more than a name. */
const addressBook = ({ file, strength }: Evidence): string =>
  strength === 'strong'
    ? 'Mit E-Mail-Adresse in deinem Adressbuch'
    : file === 'addressBook'
      ? 'Name in deinem Adressbuch'
      : 'Name in importierten Adressen';

const messagesOf = (count: number): string =>
  count === 1 ? 'eine Nachricht' : `${countOf(count)} Nachrichten`;

function reasonOf({
  reason,
  name: person,
  ordinal: which,
}: Pick<Question, 'reason' | 'name' | 'ordinal'>): string {
  switch (reason.kind) {
    case 'noTrace':
      return (
        `Ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}, ` +
        `und auf LinkedIn findet sich bis zum ${day(reason.searchedUntil)} kein Gespräch zwischen euch.`
      );
    case 'namesakes':
      return (
        `Ihr seid seit dem ${day(reason.connectedOn)} verbunden${placeThatDay(which)}, aber ` +
        `${cardinal(reason.namesakes)} deiner Kontakte heißen ${name(person)}: ` +
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

const people = (names: readonly string[], others: number): string =>
  list([...names.map(name), ...(others > 0 ? [`${number(others)} weitere`] : [])]);

const groupOf = (detail: string | undefined): string =>
  detail === undefined ? '' : /^\d+$/.test(detail) ? ` mit ${detail} Personen` : ` (${isolated(detail)})`;
const at = (detail: string | undefined): string => (detail === undefined ? '' : `: ${isolated(detail)}`);

const origin: Readonly<Record<Origin, string>> = {
  colleague: 'Kollegin oder Kollege',
  customerOrPartner: 'Kundschaft oder Geschäftspartner',
  classmate: 'Schule oder Studium',
  friendOrFamily: 'Freundschaft oder Familie',
  event: 'Veranstaltung',
  community: 'Verein oder Community',
  recommendedBySomebody: 'von jemandem empfohlen',
  followsMyWork: 'verfolgt meine Arbeit',
  strangerOnPurpose: 'bewusst unbekannt',
  other: 'anderes',
};

const originWord = (detail: string | undefined): string =>
  detail !== undefined && Object.hasOwn(origin, detail) ? `: ${origin[detail as Origin]}` : '';

const howToExport =
  'So geht es auf LinkedIn, am Rechner: Einstellungen & Datenschutz → Datenschutz → Kopie Ihrer Daten anfordern, ' +
  'dort das große Datenarchiv wählen; die ZIP-Datei mit „Complete“ im Namen kommt binnen 24 Stunden.';

const where = ({ file, line }: Rejection): string =>
  `${file === undefined ? 'Eine Datei im Export' : `„${isolated(file)}“`}${line === undefined ? '' : ` (Zeile ${number(line)})`}`;

function rejection(rejected: Rejection): string {
  const again = 'Lade sie bei LinkedIn noch einmal herunter und gib sie unverändert hier ab.';
  switch (rejected.rejected) {
    case 'tooLarge':
      return 'Die Datei ist größer als 512 MB und wurde nicht gelesen; so groß ist kein LinkedIn-Export. Gib die ZIP-Datei so ab, wie sie von LinkedIn kam.';
    case 'emptyFile':
      return `Die Datei ist leer. ${again}`;
    case 'pdf':
      return `Das ist ein PDF, vermutlich ein Profil oder Lebenslauf; gebraucht wird die ZIP-Datei mit deinen Daten. ${howToExport}`;
    case 'webPage':
      return `Das ist eine gespeicherte Webseite, nicht der Export selbst; meist war der Link abgelaufen (er gilt 72 Stunden) oder du warst abgemeldet. ${howToExport}`;
    case 'otherFile':
      return `Diese Art von Datei enthält keinen LinkedIn-Export; gebraucht wird die ZIP-Datei oder Connections.csv daraus. ${howToExport}`;
    case 'truncatedZip':
      return `Der ZIP-Datei fehlt das Ende: Der Download oder das Hochladen brach ab. ${again}`;
    case 'encryptedZip':
      return 'Die ZIP-Datei ist mit einem Passwort geschützt. Gib sie so ab, wie sie von LinkedIn kam, ohne Passwort.';
    case 'damagedZip':
      return `Die ZIP-Datei ist beschädigt: Ihre Prüfsummen stimmen nicht. ${again}`;
    case 'unsafeZip':
      return 'Die ZIP-Datei ist anders gebaut als ein LinkedIn-Export (zu groß, zu viele Dateien oder verdächtige Namen) und wurde nicht gelesen. Gib sie so ab, wie sie von LinkedIn kam.';
    case 'unfinishedDownload':
      return 'Das ist ein noch nicht beendeter Download. Warte, bis der Browser fertig ist, und gib dann die Datei mit der Endung .zip ab.';
    case 'noKnownCsv':
      return `In dieser Datei ist nichts, was zu einem LinkedIn-Export gehört. ${howToExport}`;
    case 'noConnections':
      return `Im Export fehlt Connections.csv, die Liste deiner Kontakte: Vermutlich war sie bei der Anforderung nicht gewählt. ${howToExport}`;
    case 'wrongHeader':
      return `${where(rejected)} hat andere Spalten als ein LinkedIn-Export. Gib die Datei so ab, wie sie von LinkedIn kam, ohne sie vorher in einer Tabelle zu öffnen und zu speichern.`;
    case 'noContacts':
      return `Connections.csv ist da, nennt aber keinen einzigen Kontakt. ${howToExport}`;
    case 'damagedCsv':
      return `${where(rejected)} bricht mitten in einer Zeile ab oder ist nicht lesbar. ${again}`;
  }
}

/** German, the person addressed with "du". */
export const de: Catalogue = {
  ...words,
  locale: 'de',
  name,
  reason: (reason, person) => reasonOf({ reason, name: person.name }),
  reasonOf,
  hook: (hook) => {
    switch (hook.kind) {
      case 'sameDay':
        return `Am selben Tag hinzugekommen: ${people(hook.names, hook.others)}.`;
      case 'sameCompany':
        return `Auch bei ${isolated(hook.company)}: ${people(hook.names, hook.others)}.`;
      case 'ownJob':
        return `Du warst damals bei ${isolated(hook.company)}${hook.title === '' ? '' : `, ${isolated(hook.title)}`}.`;
      case 'ownEvent':
        return `Du warst ${on(hook.on)} bei der Veranstaltung ${isolated(hook.name)}.`;
      case 'ownSchool':
        return `Du warst damals an der Schule oder Hochschule ${isolated(hook.name)}.`;
      case 'ownVolunteering':
        return `Du hast dich damals ehrenamtlich engagiert: ${isolated(hook.name)}${hook.title === '' ? '' : `, ${isolated(hook.title)}`}.`;
      case 'followedPerson':
        return `Du bist der Person schon seit dem ${day(hook.on)} gefolgt.`;
      case 'followedCompany':
        return `Du folgst ${isolated(hook.company)} seit dem ${day(hook.on)}.`;
      case 'ownPost':
        return `Du hattest ${on(hook.on)} einen Beitrag auf LinkedIn veröffentlicht.`;
    }
  },
  evidence: (fact) => {
    switch (fact.kind) {
      case 'answer':
        return `Deine Antwort${originWord(fact.detail)}${dated(fact.at)}`;
      case 'linkedInNote':
        return `Deine Notiz auf LinkedIn${dated(fact.at)}`;
      case 'conversation':
        return `Konversation mit Rückfrage${lately(fact.at)}`;
      case 'answeredOnce':
        return `Eine Nachricht, eine Antwort${lately(fact.at)}`;
      case 'groupChat':
        return `Gruppenchat${groupOf(fact.detail)}, ihr habt beide geschrieben${lately(fact.at)}`;
      case 'silentGroupChat':
        return `Gemeinsamer Gruppenchat${groupOf(fact.detail)}, ohne dass ihr beide geschrieben habt${lately(fact.at)}`;
      case 'recommendationGiven':
        return `Empfehlung von dir${dated(fact.at)}`;
      case 'recommendationReceived':
        return `Empfehlung für dich${dated(fact.at)}`;
      case 'invitationSentWithNote':
        return `Deine Einladung mit persönlichem Text${dated(fact.at)}`;
      case 'invitationSent':
        return `Deine Einladung ohne persönliche Worte${dated(fact.at)}`;
      case 'invitationReceivedWithNote':
        return `Einladung an dich, mit Text${dated(fact.at)}`;
      case 'sharedEmployer':
        return `Gemeinsamer Arbeitgeber${at(fact.detail)}${dated(fact.at)}`;
      case 'endorsementGiven':
        return `Von dir bestätigte Kenntnis${dated(fact.at)}`;
      case 'endorsementReceived':
        return `Dir bestätigte Kenntnis${dated(fact.at)}`;
      case 'addressBook':
        return `${addressBook(fact)}${dated(fact.at)}`;
      case 'nameSearch':
        return `Deine Suche nach dem Namen${dated(fact.at)}`;
      case 'ownEvent':
        return `Veranstaltung, an der du teilgenommen hast${at(fact.detail)}${dated(fact.at)}`;
    }
  },
  rejection,
  howToExport,
  originStatus: {
    known: 'Herkunft bekannt',
    unclear: 'Herkunft unklar',
    unknown: 'Herkunft unbekannt',
    cannotKnow: 'lässt sich mit den bisherigen Exporten nicht sagen',
  },
  reciprocity: {
    mutual: 'ihr schreibt euch auf LinkedIn',
    inGroups: 'ihr schreibt auf LinkedIn in gemeinsamen Gruppen',
    theyNeverAnswered: 'auf LinkedIn bisher keine Antwort an dich',
    youNeverAnswered: 'auf LinkedIn bisher keine Antwort von dir',
    silent: 'auf LinkedIn kein Gespräch',
    cannotKnow: 'lässt sich mit den bisherigen Exporten nicht sagen',
  },
  rule: {
    unknownOrigin: 'Herkunft offen',
    unreciprocated: 'Einseitig',
    lostFromSight: 'Aus den Augen verloren',
  },
  answer: {
    keep: 'Behalten',
    remove: 'Entfernen',
    later: 'Später',
    ask: 'Nachfragen',
    mute: 'Stummschalten',
  },
  origin,
  fileKind: {
    connections: 'Kontakte',
    messages: 'Nachrichten',
    invitations: 'Einladungen',
    profile: 'Profil',
    positions: 'Deine Arbeitgeber',
    notes: 'Notizen',
    recommendationsGiven: 'Empfehlungen von dir',
    recommendationsReceived: 'Empfehlungen für dich',
    endorsementsGiven: 'Von dir bestätigte Kenntnisse',
    endorsementsReceived: 'Dir bestätigte Kenntnisse',
    addressBook: 'Dein Adressbuch',
    importedContacts: 'Importierte Adressen',
    searchQueries: 'Deine Suchanfragen',
    events: 'Deine Veranstaltungen',
    emailAddresses: 'Deine E-Mail-Adressen',
    education: 'Deine Ausbildung',
    volunteering: 'Dein Ehrenamt',
    companyFollows: 'Unternehmen, denen du folgst',
    memberFollows: 'Mitglieder, denen du folgst',
    shares: 'Deine Beiträge',
    review: 'Deine Antworten',
    unknown: 'Andere Datei, nicht gelesen',
  },
  skipReason: {
    hiddenMember: 'Mitglied ohne sichtbaren Namen',
    duplicateContact: 'Kontakt doppelt aufgeführt',
    unreadableDate: 'Datum nicht lesbar',
    unreadableRow: 'Zeile nicht lesbar',
    sponsored: 'Werbung',
    spam: 'Spam-Ordner',
    draft: 'Entwurf',
    deletedAccount: 'Gelöschtes Konto',
    repeatedMessage: 'Nachricht doppelt aufgeführt',
    emptyMessage: 'Nachricht ohne Text',
    greeting: 'Glückwunsch oder Gruß auf Knopfdruck',
    decoyFile: 'Nachrichten eines LinkedIn-Assistenten',
    withoutPerson: 'Ohne erkennbare Person',
  },
  mail: {
    subject: ({ questions, month: when, names }) => {
      if (questions === 0) return `Nichts zu fragen (${when})`;
      const who = questions > names.length ? `${names.join(', ')} …` : list(names);
      const count = plural(questions, { one: '# Kontakt', other: '# Kontakte' });
      return `${count}, eine Frage${names.length > 0 ? `: ${who}` : ''} (${when})`;
    },
    summary: ({ month: when, questions, minutes, open }) =>
      questions === 0
        ? `${when} · 0 Fragen, 0 Minuten · diesmal gibt es nichts zu tun`
        : [
            when,
            plural(questions, { one: '# Frage', other: '# Fragen' }),
            `etwa ${plural(minutes, { one: '# Minute', other: '# Minuten' })}`,
            open > questions ? `${number(open)} insgesamt offen` : 'damit ist alles beantwortet',
          ].join(' · '),
    heading: 'Woher kennen wir uns?',
    nothingToAsk: 'Diesmal gibt es nichts zu fragen.',
    sinceLast: ({ kept, removed, later }) => {
      const done = [
        ...(kept > 0 ? [`${number(kept)} behalten`] : []),
        ...(removed > 0 ? [`${number(removed)} zum Entfernen vorgemerkt`] : []),
        ...(later > 0 ? [`${number(later)} auf später verschoben`] : []),
      ];
      return `Seit dem letzten Mal: ${done.length === 0 ? 'keine Antworten' : done.join(', ')}.`;
    },
    settled: ({ count, total }) =>
      `${number(count)} von ${plural(total, { one: '# Kontakt', other: '# Kontakten' })} geklärt` +
      `${total > 0 ? `, das sind ${words.percent(count / total)}` : ''}`,
    all: (questions) =>
      questions === 1
        ? 'Die Frage auf einer Seite beantworten'
        : `Alle ${number(questions)} auf einer Seite beantworten`,
    connectedSince: (when) => `verbunden seit ${when}`,
    jobAt: ({ position, company }) =>
      position !== undefined && company !== undefined
        ? `${isolated(position)} bei ${isolated(company)}`
        : isolated(position ?? company ?? ''),
    button: {
      keep: { before: '', after: 'behalten' },
      remove: { before: '', after: 'entfernen' },
      later: { before: '', after: 'später' },
    },
    footer: {
      heading: 'Gut zu wissen',
      notAsked: (count) =>
        plural(count, {
          one: 'Eine weitere Frage passt nicht in diese Mail; sie kommt nach der letzten Antwort auf der Seite, sonst beim nächsten Mal.',
          other:
            '# weitere Fragen passen nicht in diese Mail; sie kommen nach der letzten Antwort auf der Seite, sonst beim nächsten Mal.',
        }),
      howToAnswer:
        'Behalten, entfernen und später öffnen eine Seite mit einem Knopf: Erst der Knopf zählt, und auch dann kannst du es dir noch anders überlegen.',
      stillThere: (count) =>
        plural(count, {
          one: '# Kontakt, den du entfernen wolltest, ist im letzten Export noch da.',
          other: '# Kontakte, die du entfernen wolltest, sind im letzten Export noch da.',
        }),
      done: (count) =>
        plural(count, {
          one: '# vorgemerkter Kontakt ist tatsächlich entfernt.',
          other: '# vorgemerkte Kontakte sind tatsächlich entfernt.',
        }),
      removals: 'Liste der vorgemerkten Kontakte öffnen',
      nothingHappens: 'Ohne deinen Klick geschieht nichts, und Woher selbst entfernt niemanden auf LinkedIn.',
      exported: (when) => `Grundlage ist dein LinkedIn-Export vom ${when}.`,
      freshExport: 'Er ist älter als 60 Tage: Ein neuer macht die Fragen genauer.',
      upload: 'Einen neuen Export hochladen',
      stop: 'Keine Mails mehr bekommen',
    },
    welcome: welcomeDe,
    notice: noticeDe,
  },
  pages: pagesDe,
  upload: uploadDe,
  stop: stopDe,
  imported: importedDe,
};
