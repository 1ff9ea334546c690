import type { MailState } from '../../shared/domain/mail-state.ts';
import type { StopReason } from '../../shared/domain/outcome.ts';
import type { Locale } from '../../shared/domain/owner.ts';

/** What the commands say that look after owners, in an owner's language. */
export type OwnerWords = {
  added(address: string, ownerId: string): string;
  known(address: string, ownerId: string): string;
  /** What becomes of the welcome mail. */
  readonly welcomeQueued: string;
  readonly welcomeSent: string;
  /** It came back, or was never passed on, and does not go again. */
  welcomeBounced(command: string): string;
  /** Amazon asks the owner to prove the address. */
  proofAsked(address: string): string;
  /** The owner is there, but Amazon could not be asked. */
  proofFailed(command: string): string;
  look(command: string): string;
  changed(ownerId: string): string;
  readonly nothingChanged: string;
  readonly newAddress: string;
  readonly newLinks: string;
  excerptsErased(count: number): string;
  /** An import is running, which may write some still. */
  excerptsWait(command: string): string;
  nobody(command: string): string;
  readonly paused: string;
  readonly stopped: Readonly<Record<StopReason, string>>;
  /** Why the address gets no mail, whatever is queued. */
  stoppedAddress(address: string, why: string): string;
  stopLifted(address: string): string;
  noStop(address: string): string;
  /** Amazon keeps a list of its own. */
  suppressionList(command: string): string;
  lastImport(day: string): string;
  readonly noImport: string;
  nextDue(day: string): string;
  digestSize(size: number): string;
  resent(mailId: string): string;
  /** Why a mail is not sent again. */
  notResent(state: string): string;
  readonly notAgain: Readonly<Record<Exclude<MailState, 'held' | 'failed'>, string>>;
  /** An upload to a stage. */
  readonly uploading: string;
  stillImporting(command: string): string;
};

const de: OwnerWords = {
  added: (address, ownerId) => `Angelegt: ${address}, Kennung ${ownerId}.`,
  known: (address, ownerId) =>
    `${address} gibt es schon, Kennung ${ownerId}; an den Einstellungen ändert sich nichts.`,
  welcomeQueued: 'Die Willkommensmail mit dem Link zum Hochladen geht jetzt hinaus.',
  welcomeSent: 'Die Willkommensmail mit dem Link zum Hochladen ist schon verschickt.',
  welcomeBounced: (command) =>
    `Die Willkommensmail an diese Adresse kam zurück und geht nicht noch einmal hinaus. Eine neue, mit neuen Links: ${command}`,
  proofAsked: (address) =>
    `Amazon SES ist hier noch in der Sandbox und hat deshalb eine eigene Mail an ${address} geschickt: Ihr Link muss binnen 24 Stunden geklickt werden. Bis dahin warten die Mails von Woher, danach gehen sie innerhalb einer Stunde von selbst hinaus.`,
  proofFailed: (command) =>
    `Angelegt ist alles, aber Amazon SES ließ sich nicht fragen, ob Mails an diese Adresse ankommen. Noch einmal: ${command}`,
  look: (command) => `So siehst du, was daraus wurde: ${command}`,
  changed: (ownerId) => `Geändert: ${ownerId}.`,
  nothingChanged: 'Es war nichts zu ändern.',
  newAddress:
    'Eine neue Willkommensmail geht an die neue Adresse. Links in Mails an die alte gelten weiter; --new-upload-links beendet sie.',
  newLinks:
    'Alle bisherigen Links zum Hochladen und Abbestellen sind ungültig; eine neue Willkommensmail bringt neue.',
  excerptsErased: (count) =>
    `Notizen und Anfänge von Nachrichten werden nicht mehr aufbewahrt; gelöscht: ${count}.`,
  excerptsWait: (command) =>
    `Notizen und Anfänge von Nachrichten werden nicht mehr gezeigt, aber noch nicht gelöscht: Gerade läuft ein Import. In einer Viertelstunde noch einmal: ${command}`,
  nobody: (command) => `Hier gibt es noch niemanden; ${command} legt jemanden an.`,
  paused: 'pausiert',
  stopped: { bounced: 'unzustellbar', complained: 'als Spam gemeldet' },
  stoppedAddress: (address, why) =>
    `An ${address} geht keine Mail mehr (${why}); "woher owner set" mit einer anderen --address hilft, oder mit --lift-stop, wenn sie wieder Mails annimmt.`,
  stopLifted: (address) =>
    `An ${address} gehen wieder Mails. Was für diese Adresse angehalten wurde, schickt "woher resend".`,
  noStop: (address) => `Mails an ${address} waren nicht gesperrt.`,
  suppressionList: (command) =>
    `Auch Amazon SES führt eine Sperrliste; solange die Adresse darauf steht, kommt nichts an, und die nächste Mail sperrt sie wieder. So kommt sie herunter: ${command}`,
  lastImport: (day) => `Import ${day}`,
  noImport: 'noch kein Import',
  nextDue: (day) => `fällig ${day}`,
  digestSize: (size) => `${size} Fragen`,
  resent: (mailId) => `${mailId} wird noch einmal versucht.`,
  notResent: (why) => `Nicht noch einmal geschickt: ${why}`,
  notAgain: {
    rendered: 'Die Mail ist noch gar nicht an der Reihe gewesen; sie geht von selbst hinaus.',
    sending:
      'Ein Versuch läuft oder sein Ausgang ist offen; nach einem Tag ohne Nachricht wird er angehalten.',
    sent: 'Die Mail ist verschickt.',
    delivered: 'Die Mail ist zugestellt.',
    bounced: 'Die Adresse nimmt keine Mails an; "woher owner set" ändert sie.',
    waiting: 'Die Mail wartet nur und geht von selbst hinaus.',
  },
  uploading: 'wird hochgeladen',
  stillImporting: (command) =>
    `Die Datei ist angekommen, der Import läuft noch und geht ohne diesen Befehl weiter. So siehst du das Ergebnis: ${command}`,
};

const en: OwnerWords = {
  added: (address, ownerId) => `Added: ${address}, id ${ownerId}.`,
  known: (address, ownerId) => `${address} is there already, id ${ownerId}; the settings stay as they are.`,
  welcomeQueued: 'The welcome mail with the upload link goes out now.',
  welcomeSent: 'The welcome mail with the upload link was sent already.',
  welcomeBounced: (command) =>
    `The welcome mail to this address came back and does not go again. To send another, with new links: ${command}`,
  proofAsked: (address) =>
    `Amazon SES is still in its sandbox here and has therefore sent a mail of its own to ${address}: its link must be clicked within 24 hours. Until then the mails of Woher wait, and go out by themselves within the hour after.`,
  proofFailed: (command) =>
    `All is set up, but Amazon SES could not be asked whether mails reach this address. Run again: ${command}`,
  look: (command) => `To see what became of it: ${command}`,
  changed: (ownerId) => `Changed: ${ownerId}.`,
  nothingChanged: 'There was nothing to change.',
  newAddress:
    'Another welcome mail goes to the new address. Links in mails to the old one go on working; --new-upload-links ends them.',
  newLinks: 'All links so far to upload and to unsubscribe are void; another welcome mail brings new ones.',
  excerptsErased: (count) => `Notes and openings of messages are kept no more; erased: ${count}.`,
  excerptsWait: (command) =>
    `Notes and openings of messages are shown no more, but not erased yet: an import is running. Run again in a quarter of an hour: ${command}`,
  nobody: (command) => `There is nobody here yet; ${command} adds somebody.`,
  paused: 'paused',
  stopped: { bounced: 'undeliverable', complained: 'reported as spam' },
  stoppedAddress: (address, why) =>
    `No more mail goes to ${address} (${why}); "woher owner set" helps with another --address, or with --lift-stop when it takes mail again.`,
  stopLifted: (address) =>
    `Mail goes to ${address} again. "woher resend" sends what was held for this address.`,
  noStop: (address) => `Mail to ${address} was not stopped.`,
  suppressionList: (command) =>
    `Amazon SES keeps a list of its own; as long as the address is on it, nothing arrives, and the next mail stops it again. To take it off: ${command}`,
  lastImport: (day) => `import ${day}`,
  noImport: 'no import yet',
  nextDue: (day) => `due ${day}`,
  digestSize: (size) => `${size} questions`,
  resent: (mailId) => `${mailId} is tried once more.`,
  notResent: (why) => `Not sent again: ${why}`,
  notAgain: {
    rendered: 'it has not had its turn yet; it goes out by itself.',
    sending: 'an attempt is under way or its end is not known; after a day without news it is held.',
    sent: 'it is sent.',
    delivered: 'it is delivered.',
    bounced: 'the address takes no mail; "woher owner set" changes it.',
    waiting: 'it only waits and goes out by itself.',
  },
  uploading: 'uploading',
  stillImporting: (command) =>
    `The file has arrived, its import is still running and goes on without this command. To see the result: ${command}`,
};

const nl: OwnerWords = {
  added: (address, ownerId) => `Toegevoegd: ${address}, id ${ownerId}.`,
  known: (address, ownerId) => `${address} is er al, id ${ownerId}; aan de instellingen verandert niets.`,
  welcomeQueued: 'De welkomstmail met de link om te uploaden gaat nu de deur uit.',
  welcomeSent: 'De welkomstmail met de link om te uploaden is al verstuurd.',
  welcomeBounced: (command) =>
    `De welkomstmail aan dit adres kwam terug en gaat niet nog een keer de deur uit. Een nieuwe, met nieuwe links: ${command}`,
  proofAsked: (address) =>
    `Amazon SES zit hier nog in de sandbox en heeft daarom zelf een mail aan ${address} gestuurd: op de link daarin moet binnen 24 uur worden geklikt. Tot dan wachten de mails van Woher; daarna gaan ze binnen een uur vanzelf de deur uit.`,
  proofFailed: (command) =>
    `Alles is aangemaakt, maar aan Amazon SES kon niet worden gevraagd of mails op dit adres aankomen. Nog een keer: ${command}`,
  look: (command) => `Zo zie je wat ervan geworden is: ${command}`,
  changed: (ownerId) => `Gewijzigd: ${ownerId}.`,
  nothingChanged: 'Er was niets te wijzigen.',
  newAddress:
    'Er gaat een nieuwe welkomstmail naar het nieuwe adres. Links in mails aan het oude adres blijven werken; --new-upload-links maakt daar een eind aan.',
  newLinks:
    'Alle eerdere links om te uploaden en om af te melden zijn ongeldig; een nieuwe welkomstmail brengt nieuwe.',
  excerptsErased: (count) =>
    `Notities en het begin van berichten worden niet meer bewaard; gewist: ${count}.`,
  excerptsWait: (command) =>
    `Notities en het begin van berichten worden niet meer getoond, maar zijn nog niet gewist: er loopt net een import. Over een kwartier nog een keer: ${command}`,
  nobody: (command) => `Hier is nog niemand; ${command} voegt iemand toe.`,
  paused: 'gepauzeerd',
  stopped: { bounced: 'niet te bezorgen', complained: 'als spam gemeld' },
  stoppedAddress: (address, why) =>
    `Naar ${address} gaat geen mail meer (${why}); "woher owner set" helpt met een ander --address, of met --lift-stop als het weer mail aanneemt.`,
  stopLifted: (address) =>
    `Naar ${address} gaan weer mails. Wat voor dit adres is aangehouden, verstuurt "woher resend".`,
  noStop: (address) => `Mails naar ${address} waren niet geblokkeerd.`,
  suppressionList: (command) =>
    `Ook Amazon SES houdt een blokkeerlijst bij; zolang het adres daarop staat, komt er niets aan, en de volgende mail blokkeert het weer. Zo gaat het eraf: ${command}`,
  lastImport: (day) => `import ${day}`,
  noImport: 'nog geen import',
  nextDue: (day) => `gepland ${day}`,
  digestSize: (size) => `${size} vragen`,
  resent: (mailId) => `${mailId} wordt nog een keer geprobeerd.`,
  notResent: (why) => `Niet nog een keer verstuurd: ${why}`,
  notAgain: {
    rendered: 'de mail is nog niet aan de beurt geweest; hij gaat vanzelf de deur uit.',
    sending:
      'er loopt een poging of de afloop daarvan is onbekend; na een dag zonder bericht wordt hij aangehouden.',
    sent: 'de mail is verstuurd.',
    delivered: 'de mail is bezorgd.',
    bounced: 'het adres neemt geen mails aan; "woher owner set" wijzigt het.',
    waiting: 'de mail wacht alleen en gaat vanzelf de deur uit.',
  },
  uploading: 'wordt geüpload',
  stillImporting: (command) =>
    `Het bestand is aangekomen, de import loopt nog en gaat zonder deze opdracht verder. Zo zie je het resultaat: ${command}`,
};

const all: Readonly<Record<Locale, OwnerWords>> = { de, en, nl };

export const ownerWords = (locale: Locale): OwnerWords => all[locale];
