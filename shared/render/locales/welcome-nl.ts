import type { Rhythm } from '../../domain/owner.ts';
import type { WelcomeTexts } from './welcome-texts.ts';

const often: Readonly<Record<Rhythm, string>> = {
  monthly: 'Eén keer per maand',
  twoWeekly: 'Twee keer per maand',
  quarterly: 'Eén keer per kwartaal',
};
const onDays: Readonly<Record<Rhythm, string>> = {
  monthly: 'telkens op de eerste van de maand',
  twoWeekly: 'telkens op de 1e en de 15e van de maand',
  quarterly: 'telkens op 1 januari, 1 april, 1 juli en 1 oktober',
};

/** Dutch, the person addressed with "je". */
export const welcomeNl: WelcomeTexts = {
  subject: 'Welkom bij Woher: in twee stappen naar de eerste vraag',
  summary: 'Twee stappen, ongeveer 5 minuten: gegevens opvragen bij LinkedIn, zipbestand uploaden',
  heading: 'Welkom bij Woher',
  about: (rhythm) => [
    `${often[rhythm]} vraagt Woher je in een mail naar een handvol van je LinkedIn-contacten: waar kennen we elkaar van?`,
    'Je antwoordt met één klik (behouden, verwijderen of later), en Woher onthoudt je antwoord.',
    'Woher leest alleen de export die LinkedIn je van je gegevens geeft, logt nergens namens jou in en verwijdert zelf niemand.',
  ],
  ask: {
    heading: '1. Je gegevens opvragen bij LinkedIn',
    lines: [
      'Vaak komt er na een paar minuten al een eerste bestand (“Basic”), waarin de berichten kunnen ontbreken: wacht liever op het tweede.',
      'De link in de mail van LinkedIn is 72 uur geldig.',
    ],
  },
  upload: {
    heading: '2. Het zipbestand uploaden',
    lead: 'Precies zoals het van LinkedIn kwam, zonder het uit te pakken.',
    button: 'Export uploaden',
    validUntil: (day) =>
      `De link werkt tot ${day}, ook voor volgende exports. Wie hem heeft, kan namens jou uploaden: geef hem niet door.`,
  },
  after: {
    heading: 'En dan',
    lines: (rhythm) => [
      `Meteen na de eerste export komt de eerste mail met vragen, daarna ${onDays[rhythm]} om 8 uur ’s ochtends.`,
      'Zonder export gebeurt er niets.',
    ],
  },
  help: {
    heading: 'Vragen?',
    lines: ['Beantwoord gewoon deze mail: je antwoord gaat naar degene die Woher voor je heeft ingesteld.'],
  },
  stop: 'Frequentie wijzigen of mails stopzetten',
};
