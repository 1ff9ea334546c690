import type { Rhythm } from '../../domain/owner.ts';
import type { WelcomeTexts } from './welcome-texts.ts';

const often: Readonly<Record<Rhythm, string>> = {
  monthly: 'Einmal im Monat',
  twoWeekly: 'Zweimal im Monat',
  quarterly: 'Einmal im Vierteljahr',
};
const onDays: Readonly<Record<Rhythm, string>> = {
  monthly: 'jeweils am Ersten des Monats',
  twoWeekly: 'jeweils am 1. und am 15. des Monats',
  quarterly: 'jeweils am 1. Januar, April, Juli und Oktober',
};

/** German, the person addressed with "du". */
export const welcomeDe: WelcomeTexts = {
  subject: 'Willkommen bei Woher: in zwei Schritten zur ersten Frage',
  summary: 'Zwei Schritte, etwa 5 Minuten: Daten bei LinkedIn anfordern, ZIP-Datei hochladen',
  heading: 'Willkommen bei Woher',
  about: (rhythm) => [
    `${often[rhythm]} fragt dich Woher in einer Mail nach einer Handvoll deiner LinkedIn-Kontakte: Woher kennen wir uns?`,
    'Du antwortest mit einem Klick (behalten, entfernen oder später), und Woher merkt sich die Antwort.',
    'Woher liest nur den Export, den LinkedIn dir von deinen Daten gibt, meldet sich nirgends für dich an und entfernt selbst niemanden.',
  ],
  ask: {
    heading: '1. Daten bei LinkedIn anfordern',
    lines: [
      'Oft kommt nach ein paar Minuten eine erste Datei („Basic“), in der die Nachrichten fehlen können: Warte lieber auf die zweite.',
      'Der Link in der Mail von LinkedIn gilt 72 Stunden.',
    ],
  },
  upload: {
    heading: '2. Die ZIP-Datei hochladen',
    lead: 'So, wie sie von LinkedIn kam, ohne sie zu entpacken.',
    button: 'Export hochladen',
    validUntil: (day) =>
      `Die Adresse gilt bis zum ${day}, auch für weitere Exporte. Wer sie kennt, kann in deinem Namen hochladen: Gib sie nicht weiter.`,
  },
  after: {
    heading: 'Und dann',
    lines: (rhythm) => [
      `Gleich nach dem ersten Export kommt die erste Mail mit Fragen, danach ${onDays[rhythm]} um 8 Uhr.`,
      'Ohne Export geschieht nichts.',
    ],
  },
  help: {
    heading: 'Fragen?',
    lines: ['Antworte einfach auf diese Mail: Sie geht an die Person, die Woher für dich eingerichtet hat.'],
  },
  stop: 'Häufigkeit ändern oder Mails abstellen',
};
