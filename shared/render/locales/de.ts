import type { Origin } from '../../domain/decision.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { Breach, Rejection } from '../../domain/snapshot.ts';
import { dated, lately, name, on, people, words } from './base-de.ts';
import { reasonsDe } from './reasons-de.ts';
import type { Catalogue } from './texts.ts';
import { importedDe } from './upload-de.ts';
import { isolated } from './words.ts';

const { day, number } = words;

// Recommendations name no profile.
const byName = ' (der Name ist unter deinen Kontakten eindeutig)';

/** Only an e-mail address in the own address book is more than a name. */
const addressBook = ({ file, strength }: Evidence): string =>
  strength === 'strong'
    ? 'Mit E-Mail-Adresse in deinem Adressbuch'
    : file === 'addressBook'
      ? 'Name in deinem Adressbuch'
      : 'Name in importierten Adressen';

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
  source: 'Quelle für meine Arbeit',
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

const asItCame = 'Gib die ZIP-Datei so ab, wie sie von LinkedIn kam.';
const orAlone = 'Gib nur Connections.csv daraus ab: Damit geht es ohne Nachrichten weiter.';

/** What of the ZIP is too much or unlike an export; the entry by its name in the ZIP. */
function breach(rejected: Rejection): string {
  const entry = where(rejected);
  const said: Readonly<Record<Breach, string>> = {
    archiveTooLarge: `Die ZIP-Datei ist größer als 512 MB und wurde nicht gelesen. ${asItCame}`,
    tooManyEntries: `In der ZIP-Datei sind mehr als ${number(1000)} Dateien; so viele hat kein LinkedIn-Export. ${asItCame}`,
    directoryTooLarge: `Das Inhaltsverzeichnis der ZIP-Datei ist größer als 1 MB; so groß ist es in keinem LinkedIn-Export. ${asItCame}`,
    entryTooLarge: `${entry} ist entpackt größer als 1 GB; so groß ist keine Datei eines LinkedIn-Exports. ${asItCame}`,
    totalTooLarge: `Entpackt ist der Inhalt größer als 2 GB; bei ${entry} war Schluss. ${orAlone}`,
    ratio: `${entry} wird beim Entpacken mehr als ${number(200)}-mal so groß, wie es nur bei ZIP-Bomben vorkommt. ${asItCame}`,
    symlink: `${entry} ist nur ein Verweis auf eine andere Datei. ${asItCame}`,
    duplicateEntry: `${entry} kommt in der ZIP-Datei zweimal unter demselben Namen vor. ${asItCame}`,
    overlap: `${entry} teilt sich in der ZIP-Datei Bytes mit einer anderen Datei. ${asItCame}`,
    path: `${entry} führt mit seinem Pfad aus der ZIP-Datei hinaus. ${asItCame}`,
    compression: `${entry} ist mit einem Verfahren gepackt, das LinkedIn nicht verwendet. Gib die ZIP-Datei so ab, wie sie von LinkedIn kam, ohne sie neu zu packen.`,
    twoExports: `${entry} steht neben einer zweiten Datei derselben Art; welche gilt, ist nicht zu erkennen. Gib jeden Export als eigene ZIP-Datei ab.`,
    tooManyRows: `${entry} hat mehr als ${number(300_000)} Einträge; so viele hat kein LinkedIn-Export. ${asItCame}`,
    tooManyConversations: `${entry} hat mehr als ${number(300_000)} Unterhaltungen. ${orAlone}`,
    tooManyPeople: `${entry} nennt mehr als ${number(2_000_000)} Beteiligte. ${orAlone}`,
  };
  return rejected.breach === undefined
    ? `Die ZIP-Datei ist anders gebaut als ein LinkedIn-Export (zu groß, zu viele Dateien oder verdächtige Namen) und wurde nicht gelesen. ${asItCame}`
    : said[rejected.breach];
}

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
      return breach(rejected);
    case 'unfinishedDownload':
      return 'Das ist ein noch nicht beendeter Download. Warte, bis der Browser fertig ist, und gib dann die Datei mit der Endung .zip ab.';
    case 'zipInZip':
      return 'In dieser ZIP-Datei steckt noch eine ZIP-Datei. Entpacke sie einmal und gib die innere ZIP-Datei hier ab.';
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
  ...reasonsDe,
  reason: (reason, person) => reasonsDe.reasonOf({ reason, name: person.name }),
  hook: (hook) => {
    switch (hook.kind) {
      case 'sameDay':
        return `Am selben Tag hinzugekommen: ${people(hook.names, hook.others)}.`;
      case 'sameBurst':
        return `Auch zwischen dem ${day(hook.from)} und dem ${day(hook.to)} hinzugekommen: ${people(hook.names, hook.others)}.`;
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
        return `Gemeinsamer Gruppenchat${groupOf(fact.detail)}${lately(fact.at)}`;
      case 'recommendationGiven':
        return `Empfehlung von dir${dated(fact.at)}${byName}`;
      case 'recommendationReceived':
        return `Empfehlung für dich${dated(fact.at)}${byName}`;
      case 'invitationSentWithNote':
        return `Deine Einladung mit persönlichem Text${dated(fact.at)}`;
      case 'invitationSent':
        return `Deine Einladung ohne persönliche Worte${dated(fact.at)}`;
      case 'invitationReceivedWithNote':
        return `Einladung an dich, mit Text${dated(fact.at)}`;
      case 'sharedEmployer':
        return `Gemeinsamer Arbeitgeber${at(fact.detail)}${dated(fact.at)}`;
      case 'nearColleagues':
        return `Verbunden, als auch Leute von ${isolated(fact.detail ?? '')} hinzukamen${dated(fact.at)}`;
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
  answer: {
    keep: 'Behalten',
    remove: 'Entfernen',
    later: 'Später',
    ask: 'Nachfragen',
    mute: 'Stummschalten',
    same: 'Dieselbe Person',
    different: 'Zwei Personen',
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
  imported: importedDe,
};
