import { expect, test } from 'vitest';
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
  'Vielen Dank für die Vernetzung',
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
