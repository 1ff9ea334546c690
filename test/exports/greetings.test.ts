import { describe, expect, test } from 'vitest';
import { isGreeting } from '../../shared/exports/linkedin/greetings.ts';

const names = ['Anna Müller, PhD', 'Tom Beispiel'];

test.each([
  'Glückwunsch zum Jubiläum',
  'Glückwunsch zum 5-jährigen Jubiläum!',
  'Herzlichen Glückwunsch zum Arbeitsjubiläum, Tom!',
  'Herzlichen Glückwunsch zum Geburtstag 🎂',
  'Herzlichen Glückwunsch zur neuen Stelle!',
  'Herzlichen Glückwunsch zur neuen Position bei Beispiel & Söhne GmbH!',
  'Hallo Anna, herzlichen Glückwunsch zum neuen Job.',
  'Liebe Frau Müller, alles Gute zum Geburtstag!',
  'Glu\u0308ckwunsch zum Jubila\u0308um',
  'Congrats on your new role!',
  'Congrats on your new role at Example Ltd!',
  'Congrats on your work anniversary, Tom!',
  'Congratulations on 5 years!',
  'Happy work anniversary!',
  'Happy birthday!',
  'Happy birthday Anna 🎉🎉',
  'Gefeliciteerd met je nieuwe baan!',
  'Van harte gefeliciteerd met je werkjubileum, Tom',
  'Gefeliciteerd met je verjaardag!',
  'Danke',
  'Danke dir!',
  'danke schön :-)',
  'Vielen Dank',
  'Vielen Dank, Anna! 😊',
  'Vielen Dank! Tom',
  'Thanks',
  'Thanks, Anna',
  'Thank you so much!',
  'THANKS!!!',
  'Bedankt',
  'Dank je wel!',
  '👍',
  '👍🏽 👏',
])('greeting: %s', (text) => {
  expect(isGreeting(text, names)).toBe(true);
});

test.each([
  'Herzlichen Glückwunsch zur neuen Stelle! Wollen wir nächste Woche telefonieren?',
  'Glückwunsch zum Jubiläum – seit wann bist du eigentlich dort?',
  'Glückwunsch zum Jubiläum bei Beispiel, melde dich mal',
  'Glückwunsch zum Jubiläum bei uns im Team',
  'Danke für das Gespräch gestern',
  'Danke, Mittwoch passt',
  'Danke für das Gespräch und die Vernetzung',
  'Thanks for coming yesterday',
  'Thanks, Tuesday works',
  'Thank you, talk soon',
  'Congrats on your new role, let us talk about the project',
  'Happy birthday, see you tonight',
  'Bedankt voor het gesprek',
  'Danke?',
  'Thanks?',
  'Hallo Anna',
  'Gern, bis Montag',
  '?',
  '...',
  'Tom',
  `Danke ${'!'.repeat(200)} und bis morgen`,
  '5',
])('no greeting: %s', (text) => {
  expect(isGreeting(text, names)).toBe(false);
});

// Each took seconds or minutes for a single message where the pattern could take one word apart in many ways.
test.each([
  `danke at ${'A'.repeat(110)}/b`,
  `danke bei ${'A1&.'.repeat(26)}/b`,
  `thanks at ${'A '.repeat(50)}a`,
])('a long word is read in one go: %#', (text) => {
  const hundred = Array.from({ length: 100 }, () => isGreeting(text, names));
  expect(new Set(hundred)).toEqual(new Set([false]));
});

const quick = [
  'Herzlichen Glückwunsch zu 10 Jahren bei Muster AG!',
  'Glückwunsch zu 5 Jahren bei Beispiel & Söhne GmbH',
  'Glückwunsch zu 5 Jahren',
  'Vielen lieben Dank',
  'Vielen herzlichen Dank!',
  'Ganz lieben Dank',
  'Danke für die Glückwünsche',
  'Danke für deine Glückwünsche!',
  'Vielen Dank für die lieben Glückwünsche',
  'Herzlichen Dank für die Geburtstagswünsche!',
  'Danke für die Vernetzung',
  'Vielen Dank für die Vernetzung!',
  'Danke fürs Vernetzen',
  'Bitte',
  'Bitte sehr',
  'Gerne!',
  'Kein Problem',
  'Alles klar',
  'Alles klar, danke!',
  'Congrats on starting your new position',
  'Congratulations on starting your new position at Example Ltd',
  'Hope you have a great birthday',
  'Happy birthday! Hope you have a wonderful day!',
  'Thanks for the wishes',
  'Thanks for the birthday wishes!',
  'Thank you so much for the kind wishes',
  'Thanks for connecting',
  'Thank you for connecting!',
  'No problem',
  'Sounds good',
  'Sounds great!',
  'Great, thanks',
  'Ok, thanks!',
  'Okay thank you',
  'Hartelijk gefeliciteerd',
  'Hartelijk gefeliciteerd met je werkjubileum',
  'Hartelijk gefeliciteerd met je verjaardag!',
  'Gefeliciteerd met je 5-jarig jubileum bij Voorbeeld BV',
  'Proficiat',
  'Proficiat met je nieuwe job!',
  'Een fijne verjaardag gewenst',
  'Fijne verjaardag gewenst!',
  'Veel dank',
  'Bedankt voor de felicitaties',
  'Geen dank',
] as const;

describe('a whole message of habit', () => {
  test.each(quick)('%s', (text) => {
    const bare = text.replace(/!$/u, '');
    const around = [
      text,
      `${bare}!!!`,
      `${bare} 🎉🎂`,
      `${bare}, Anna!`,
      `${bare} Anna 🙂`,
      `Hallo Anna, ${text}`,
    ];
    for (const whole of around) expect(isGreeting(whole, names), whole).toBe(true);
  });

  test.each(quick)('with more to say it is conversation: %s', (text) => {
    const bare = text.replace(/!$/u, '');
    for (const more of [
      `${bare}, bis Dienstag im Büro`,
      `${bare}. Woher kennen wir uns?`,
      `${bare}, see you on Tuesday`,
      `${bare} en tot morgen`,
      `Das Angebot kommt. ${bare}`,
    ])
      expect(isGreeting(more, names), more).toBe(false);
  });

  test.each([
    'Vielen Dank, bis Dienstag im Büro',
    'Glückwunsch zu 10 Jahren Ehe',
    'Glückwunsch zu 3 Kindern',
    'Glückwunsch zu 5 Jahren bei uns im Verein',
    'Danke für deine Hilfe',
    'Danke für die Vernetzung mit Bert',
    'Danke für die Einladung zum Grillen',
    'Bitte um Rückruf',
    'Bitte schick mir das Angebot',
    'Kein Problem mit dem Termin',
    'Alles klar bei dir?',
    'Alles klar, mache ich',
    'Congrats on starting the marathon',
    'Hope you have a great meeting',
    'Thanks for connecting me with your boss',
    'Thanks for the contract',
    'No problem with the invoice',
    'Sounds good, call me',
    'Great, thanks for the contract',
    'Ok, thanks, Monday then',
    'Ok',
    'Great',
    'Gefeliciteerd met je nieuwe huis',
    'Proficiat met je zoon',
    'Een fijne verjaardag gehad met de kinderen',
    'Geen dank, tot morgen',
    'Bedankt voor de offerte',
  ])('is none: %s', (text) => {
    expect(isGreeting(text, names)).toBe(false);
  });
});
