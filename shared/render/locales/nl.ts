import type { Origin } from '../../domain/decision.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { Breach, Rejection } from '../../domain/snapshot.ts';
import { dated, lately, name, on, people, words } from './base-nl.ts';
import { reasonsNl } from './reasons-nl.ts';
import type { Catalogue } from './texts.ts';
import { importedNl } from './upload-nl.ts';
import { isolated } from './words.ts';

const { day, number } = words;

// Recommendations name no profile.
const byName = ' (maar één van je contacten heeft die naam)';

/** Only an e-mail address in the own address book is more than a name. */
const addressBook = ({ file, strength }: Evidence): string =>
  strength === 'strong'
    ? 'Met e-mailadres in je adresboek'
    : file === 'addressBook'
      ? 'Naam in je adresboek'
      : 'Naam in geïmporteerde adressen';

const groupOf = (detail: string | undefined): string =>
  detail === undefined ? '' : /^\d+$/.test(detail) ? ` met ${detail} personen` : ` (${isolated(detail)})`;
const at = (detail: string | undefined): string => (detail === undefined ? '' : `: ${isolated(detail)}`);

const origin: Readonly<Record<Origin, string>> = {
  colleague: 'collega',
  customerOrPartner: 'klant of zakenpartner',
  classmate: 'school of studie',
  friendOrFamily: 'vrienden of familie',
  event: 'evenement',
  community: 'vereniging of community',
  recommendedBySomebody: 'door iemand aanbevolen',
  followsMyWork: 'volgt mijn werk',
  source: 'bron voor mijn werk',
  strangerOnPurpose: 'bewust onbekend',
  other: 'iets anders',
};

const originWord = (detail: string | undefined): string =>
  detail !== undefined && Object.hasOwn(origin, detail) ? `: ${origin[detail as Origin]}` : '';

const howToExport =
  'Zo gaat het op LinkedIn, op een computer: Instellingen en privacy → Gegevensprivacy → Een kopie van uw gegevens, ' +
  'en kies daar het grotere gegevensarchief; het zipbestand met “Complete” in de naam komt binnen 24 uur.';

const where = ({ file, line }: Rejection): string =>
  `${file === undefined ? 'Een bestand in de export' : `“${isolated(file)}”`}${line === undefined ? '' : ` (regel ${number(line)})`}`;

const asItCame = 'Lever het zipbestand aan zoals het van LinkedIn kwam.';
const orAlone = 'Lever alleen Connections.csv daaruit aan: dat werkt ook, zonder de berichten.';

/** What of the ZIP is too much or unlike an export; the entry by its name in the ZIP. */
function breach(rejected: Rejection): string {
  const entry = where(rejected);
  const said: Readonly<Record<Breach, string>> = {
    archiveTooLarge: `Het zipbestand is groter dan 512 MB en is niet gelezen. ${asItCame}`,
    tooManyEntries: `In het zipbestand zitten meer dan ${number(1000)} bestanden; zoveel heeft geen LinkedIn-export. ${asItCame}`,
    directoryTooLarge: `De inhoudsopgave van het zipbestand is groter dan 1 MB; zo groot is die in geen LinkedIn-export. ${asItCame}`,
    entryTooLarge: `${entry} is uitgepakt groter dan 1 GB; zo groot is geen bestand van een LinkedIn-export. ${asItCame}`,
    totalTooLarge: `Uitgepakt is de inhoud groter dan 2 GB; het lezen stopte bij ${entry}. ${orAlone}`,
    ratio: `${entry} wordt bij het uitpakken meer dan ${number(200)} keer zo groot, wat alleen zipbommen doen. ${asItCame}`,
    symlink: `${entry} is alleen een verwijzing naar een ander bestand. ${asItCame}`,
    duplicateEntry: `${entry} zit twee keer onder dezelfde naam in het zipbestand. ${asItCame}`,
    overlap: `${entry} deelt in het zipbestand bytes met een ander bestand. ${asItCame}`,
    path: `${entry} heeft een pad dat buiten het zipbestand leidt. ${asItCame}`,
    compression: `${entry} is ingepakt met een methode die LinkedIn niet gebruikt. Lever het zipbestand aan zoals het van LinkedIn kwam, zonder het opnieuw in te pakken.`,
    twoExports: `${entry} staat naast een tweede bestand van dezelfde soort; welk bestand geldt, is niet te zien. Lever elke export als eigen zipbestand aan.`,
    tooManyRows: `${entry} heeft meer dan ${number(300_000)} regels; zoveel heeft geen LinkedIn-export. ${asItCame}`,
    tooManyConversations: `${entry} heeft meer dan ${number(300_000)} gesprekken. ${orAlone}`,
    tooManyPeople: `${entry} noemt meer dan ${number(2_000_000)} deelnemers. ${orAlone}`,
  };
  return rejected.breach === undefined
    ? `Het zipbestand is anders opgebouwd dan een LinkedIn-export (te groot, te veel bestanden of verdachte namen) en is niet gelezen. ${asItCame}`
    : said[rejected.breach];
}

function rejection(rejected: Rejection): string {
  const again = 'Download het nog een keer bij LinkedIn en lever het ongewijzigd aan.';
  switch (rejected.rejected) {
    case 'tooLarge':
      return 'Het bestand is groter dan 512 MB en is niet gelezen; zo groot is geen LinkedIn-export. Lever het zipbestand aan zoals het van LinkedIn kwam.';
    case 'emptyFile':
      return `Het bestand is leeg. ${again}`;
    case 'pdf':
      return `Dit is een pdf, vermoedelijk een profiel of cv; nodig is het zipbestand met je gegevens. ${howToExport}`;
    case 'webPage':
      return `Dit is een opgeslagen webpagina, niet de export zelf; meestal was de link verlopen (hij is 72 uur geldig) of was je uitgelogd. ${howToExport}`;
    case 'otherFile':
      return `Dit soort bestand bevat geen LinkedIn-export; nodig is het zipbestand, of Connections.csv daaruit. ${howToExport}`;
    case 'truncatedZip':
      return `Het einde van het zipbestand ontbreekt: het downloaden of uploaden is afgebroken. ${again}`;
    case 'encryptedZip':
      return 'Het zipbestand is met een wachtwoord beveiligd. Lever het aan zoals het van LinkedIn kwam, zonder wachtwoord.';
    case 'damagedZip':
      return `Het zipbestand is beschadigd: de controlesommen kloppen niet. ${again}`;
    case 'unsafeZip':
      return breach(rejected);
    case 'unfinishedDownload':
      return 'Dit is een download die nog niet klaar is. Wacht tot de browser klaar is en lever dan het bestand aan dat op .zip eindigt.';
    case 'zipInZip':
      return 'In dit zipbestand zit nog een zipbestand. Pak het één keer uit en lever het zipbestand daarbinnen aan.';
    case 'noKnownCsv':
      return `Niets in dit bestand hoort bij een LinkedIn-export. ${howToExport}`;
    case 'noConnections':
      return `In de export ontbreekt Connections.csv, de lijst van je contacten: vermoedelijk was die bij het aanvragen niet gekozen. ${howToExport}`;
    case 'wrongHeader':
      return `${where(rejected)} heeft andere kolommen dan een LinkedIn-export. Lever het bestand aan zoals het van LinkedIn kwam, zonder het eerst in een spreadsheet te openen en op te slaan.`;
    case 'noContacts':
      return `Connections.csv is er wel, maar noemt geen enkel contact. ${howToExport}`;
    case 'damagedCsv':
      return `${where(rejected)} breekt midden in een regel af of is niet leesbaar. ${again}`;
  }
}

/** Dutch, the person addressed with "je". */
export const nl: Catalogue = {
  ...words,
  locale: 'nl',
  name,
  ...reasonsNl,
  reason: (reason, person) => reasonsNl.reasonOf({ reason, name: person.name }),
  hook: (hook) => {
    switch (hook.kind) {
      case 'sameDay':
        return `Op dezelfde dag toegevoegd: ${people(hook.names, hook.others)}.`;
      case 'sameBurst':
        return `Ook toegevoegd tussen ${day(hook.from)} en ${day(hook.to)}: ${people(hook.names, hook.others)}.`;
      case 'sameCompany':
        return `Ook bij ${isolated(hook.company)}: ${people(hook.names, hook.others)}.`;
      case 'ownJob':
        return `Je werkte toen bij ${isolated(hook.company)}${hook.title === '' ? '' : `, ${isolated(hook.title)}`}.`;
      case 'ownEvent':
        return `Je was ${on(hook.on)} bij het evenement ${isolated(hook.name)}.`;
      case 'ownSchool':
        return `Je zat toen op deze school of opleiding: ${isolated(hook.name)}.`;
      case 'ownVolunteering':
        return `Je deed toen vrijwilligerswerk: ${isolated(hook.name)}${hook.title === '' ? '' : `, ${isolated(hook.title)}`}.`;
      case 'followedPerson':
        return `Je volgde deze persoon al sinds ${day(hook.on)}.`;
      case 'followedCompany':
        return `Je volgt ${isolated(hook.company)} sinds ${day(hook.on)}.`;
      case 'ownPost':
        return `Je had ${on(hook.on)} een bijdrage op LinkedIn geplaatst.`;
    }
  },
  evidence: (fact) => {
    switch (fact.kind) {
      case 'answer':
        return `Je antwoord${originWord(fact.detail)}${dated(fact.at)}`;
      case 'linkedInNote':
        return `Je notitie op LinkedIn${dated(fact.at)}`;
      case 'conversation':
        return `Gesprek over en weer${lately(fact.at)}`;
      case 'answeredOnce':
        return `Eén bericht, één antwoord${lately(fact.at)}`;
      case 'groupChat':
        return `Groepschat${groupOf(fact.detail)}, waarin jullie allebei schreven${lately(fact.at)}`;
      case 'silentGroupChat':
        return `Gezamenlijke groepschat${groupOf(fact.detail)}${lately(fact.at)}`;
      case 'recommendationGiven':
        return `Aanbeveling van jou${dated(fact.at)}${byName}`;
      case 'recommendationReceived':
        return `Aanbeveling voor jou${dated(fact.at)}${byName}`;
      case 'invitationSentWithNote':
        return `Je uitnodiging met persoonlijk bericht${dated(fact.at)}`;
      case 'invitationSent':
        return `Je uitnodiging zonder persoonlijk bericht${dated(fact.at)}`;
      case 'invitationReceivedWithNote':
        return `Uitnodiging aan jou, met bericht${dated(fact.at)}`;
      case 'sharedEmployer':
        return `Gezamenlijke werkgever${at(fact.detail)}${dated(fact.at)}`;
      case 'nearColleagues':
        return `Verbonden toen er ook mensen van ${isolated(fact.detail ?? '')} bij kwamen${dated(fact.at)}`;
      case 'endorsementGiven':
        return `Door jou onderschreven vaardigheid${dated(fact.at)}`;
      case 'endorsementReceived':
        return `Onderschreven vaardigheid van jou${dated(fact.at)}`;
      case 'addressBook':
        return `${addressBook(fact)}${dated(fact.at)}`;
      case 'nameSearch':
        return `Je zoekopdracht naar de naam${dated(fact.at)}`;
      case 'ownEvent':
        return `Evenement waar je bij was${at(fact.detail)}${dated(fact.at)}`;
    }
  },
  rejection,
  howToExport,
  originStatus: {
    known: 'herkomst bekend',
    unclear: 'herkomst onduidelijk',
    unknown: 'herkomst onbekend',
    cannotKnow: 'met de exports tot nu toe niet te zeggen',
  },
  reciprocity: {
    mutual: 'jullie schrijven elkaar op LinkedIn',
    inGroups: 'jullie schrijven op LinkedIn in dezelfde groepen',
    theyNeverAnswered: 'op LinkedIn tot nu toe geen antwoord aan jou',
    youNeverAnswered: 'op LinkedIn tot nu toe geen antwoord van jou',
    silent: 'op LinkedIn geen gesprek',
    cannotKnow: 'met de exports tot nu toe niet te zeggen',
  },
  answer: {
    keep: 'Behouden',
    remove: 'Verwijderen',
    later: 'Later',
    ask: 'Navragen',
    mute: 'Dempen',
    same: 'Dezelfde persoon',
    different: 'Twee personen',
  },
  origin,
  fileKind: {
    connections: 'Contacten',
    messages: 'Berichten',
    invitations: 'Uitnodigingen',
    profile: 'Profiel',
    positions: 'Je werkgevers',
    notes: 'Notities',
    recommendationsGiven: 'Aanbevelingen van jou',
    recommendationsReceived: 'Aanbevelingen voor jou',
    endorsementsGiven: 'Door jou onderschreven vaardigheden',
    endorsementsReceived: 'Onderschreven vaardigheden van jou',
    addressBook: 'Je adresboek',
    importedContacts: 'Geïmporteerde adressen',
    searchQueries: 'Je zoekopdrachten',
    events: 'Je evenementen',
    emailAddresses: 'Je e-mailadressen',
    education: 'Je opleidingen',
    volunteering: 'Je vrijwilligerswerk',
    companyFollows: 'Bedrijven die je volgt',
    memberFollows: 'Leden die je volgt',
    shares: 'Je bijdragen',
    review: 'Je antwoorden',
    unknown: 'Ander bestand, niet gelezen',
  },
  skipReason: {
    hiddenMember: 'lid zonder zichtbare naam',
    duplicateContact: 'contact dubbel vermeld',
    unreadableDate: 'datum niet leesbaar',
    unreadableRow: 'regel niet leesbaar',
    sponsored: 'reclame',
    spam: 'spammap',
    draft: 'concept',
    deletedAccount: 'verwijderd account',
    repeatedMessage: 'bericht dubbel vermeld',
    emptyMessage: 'bericht zonder tekst',
    greeting: 'felicitatie of groet met één klik',
    decoyFile: 'berichten van een LinkedIn-assistent',
    withoutPerson: 'geen persoon te herkennen',
  },
  imported: importedNl,
};
